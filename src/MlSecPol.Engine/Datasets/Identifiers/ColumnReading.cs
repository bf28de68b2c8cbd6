namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>What a column holds: a kind, the judgement, and other kinds that the same values could be as well.</summary>
/// <param name="Facts">What was counted.</param>
/// <param name="Judgement">What it comes to.</param>
/// <param name="Others">Kinds with the same form whose checks the values pass, too.</param>
internal sealed record ColumnReading(IdentifierFacts Facts, IdentifierJudge.Judgement Judgement, IReadOnlyList<IdentifierKind> Others)
{
    private const int MostOthers = 3;

    /// <summary>
    /// The kinds in a column. Of those that are one token the best explains the values: one that the name announces, then the surest, then the one that a random text passes
    /// most seldom; what is left of the others is named beside it. Remarks about numbers that pass a check now and then are left out where they say nothing.
    /// </summary>
    internal static IReadOnlyList<ColumnReading> Of(ColumnFacts column, DatasetSettings settings)
    {
        var announced = ColumnNameContext.Read(column.Name);
        var judged = column.Identifiers.Where(f => f.Valid > 0).Select(f => (Facts: f, Judgement: IdentifierJudge.Judge(column, f, settings))).Where(j => j.Judgement.Confidence > 0).ToList();
        var tokens = judged.Where(j => j.Facts.Kind is TokenKind && j.Judgement.IsReported)
            .OrderByDescending(j => announced.Strong.Contains(j.Facts.Kind)).ThenByDescending(j => announced.Has(j.Facts.Kind)).ThenByDescending(j => j.Facts.Kind.Subject is IdentifierSubject.Person or IdentifierSubject.Device)
            .ThenByDescending(j => Math.Round(j.Judgement.Confidence, 1)).ThenBy(j => j.Facts.Kind.Chance).ThenBy(j => j.Facts.Kind.Index).ToList();
        var isSpecial = judged.Exists(j => j.Facts.Kind is not TokenKind && j.Judgement.IsReported);
        List<ColumnReading> readings = [];
        foreach (var (facts, judgement) in judged)
        {
            if (facts.Kind is not TokenKind) readings.Add(new(facts, judgement, []));
        }

        // Where the values are cards or telephone numbers for sure, that some are also something else is chance.
        foreach (var (facts, judgement) in tokens)
        {
            if (readings.Exists(r => r.Judgement.IsReported && (r.Facts.Kind is TokenKind || r.Judgement.Confidence >= judgement.Confidence) && Covers(r.Facts, facts))) continue;
            readings.RemoveAll(r => r.Facts.Kind is not TokenKind && !announced.Has(r.Facts.Kind) && r.Judgement.Confidence < judgement.Confidence && Covers(facts, r.Facts));
            readings.Add(new(facts, judgement, [.. tokens.Select(t => t.Facts).Where(t => t != facts && Covers(facts, t)).Select(t => t.Kind).Take(MostOthers)]));
        }

        if (!isSpecial && tokens.Count == 0 && judged.Where(j => j.Facts.Kind is TokenKind && j.Facts.Kind.Chance < 1 && announced.Has(j.Facts.Kind)).Select(j => (j.Facts, j.Judgement)).FirstOrDefault() is { Facts: not null } remark)
            readings.Add(new(remark.Facts, remark.Judgement, []));
        return [.. readings.OrderBy(r => r.Facts.Kind.Index)];
    }

    /// <summary>Whether one kind accounts for the cells of another: at least as many, beginning with the same row.</summary>
    private static bool Covers(IdentifierFacts one, IdentifierFacts other) => one.Cells * 10 >= other.Cells * 9 && one.FirstRows.Count > 0 && other.FirstRows.Count > 0 && one.FirstRows[0] == other.FirstRows[0];
}
