using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>Measures how well people are hidden in a dataset.</summary>
public static class DatasetPrivacies
{
    private const double SuggestedSeparation = 0.5;
    private const double KeyRatio = 0.99;
    private const double FreeTextRatio = 0.5;

    /// <summary>Measures a file.</summary>
    /// <exception cref="ArtifactException">The file, or that of the population, cannot be read or is no table.</exception>
    public static DatasetPrivacy Measure(string path, DatasetSettings settings, int parallelism, IProgress<long> bytesRead, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(settings);
        using var source = FileSource.Open(path);
        var facts = DatasetReader.Read(source, path, settings, token, bytesRead, parallelism);
        if (!facts.IsTable) throw new ArtifactException(ArtifactErrorKind.Malformed, $"'{path}' holds {facts.FormatName}, which is not read as a dataset.", "Name a file with rows; Test-MlDataset says more of this one.");
        var measured = facts.Privacy;
        var result = new DatasetPrivacy
        {
            Source = Path.GetFileName(path),
            Rows = facts.Rows,
            QuasiIdentifiers = [.. settings.QuasiIdentifiers],
            MissingAs = settings.Privacy.Missing.ToString(),
            NotMeasured = [.. Gaps(facts)],
            Suggestions = [.. facts.Columns.Where(c => !c.IsRepeated && c.Statistics is { Count: > 0 }).Select(Suggest).OrderByDescending(s => s.IsSuggested).ThenByDescending(s => s.Separation).ThenBy(s => s.Column, StringComparer.Ordinal)],
            Pseudonyms = [.. facts.Pseudonyms.Select(p => new PseudonymColumn { Column = p.Column, Algorithm = p.Algorithm, Hashes = p.Hashes, Found = p.Found, Origin = p.Origin, Guesses = p.Guesses })],
        };
        return measured is not { Gap: null } ? result : Complete(result, measured, settings.Privacy);
    }

    private static DatasetPrivacy Complete(DatasetPrivacy result, PrivacyFacts facts, PrivacySettings settings) => result with
    {
        Classes = facts.Missing == MissingValue.Wildcard ? null : facts.Classes,
        KAnonymity = facts.SmallestClass,
        LargestClass = facts.LargestClass,
        UniqueRows = facts.UniqueRows,
        Uniqueness = Share(facts.UniqueRows, facts.Rows),
        Distinction = facts.Missing == MissingValue.Wildcard ? null : Share(facts.Classes, facts.Rows),
        Separation = facts.Separation,
        ClassSizes = [.. facts.Sizes.Where(s => s.Rows > 0).Select(s => new ValueCount { Value = s.Size, Count = s.Rows })],
        HighestProsecutorRisk = facts.HighestRisk,
        AverageProsecutorRisk = facts.AverageRisk,
        RowsAtRisk = facts.RowsAtRisk,
        HighestJournalistRisk = facts.Population?.HighestRisk,
        AverageJournalistRisk = facts.Population?.AverageRisk,
        MarketerRisk = facts.Population?.MarketerRisk ?? facts.AverageRisk,
        PopulationRows = facts.Population?.Rows,
        NotInPopulation = facts.Population?.NotFound,
        Diversity = settings.MinimumDiversity,
        Sensitive =
        [
            .. facts.Sensitive.Where(s => s.Gap is null).Select(s => new SensitiveColumn
            {
                Column = s.Column,
                Values = s.Values,
                DistinctDiversity = s.DistinctDiversity,
                EntropyDiversity = s.EntropyDiversity,
                RecursiveC = s.RecursiveC,
                Closeness = s.Closeness,
                OrderedCloseness = s.OrderedCloseness,
            }),
        ],
    };

    private static IEnumerable<string> Gaps(DatasetFacts facts)
    {
        if (facts.Privacy is null) yield return "No quasi-identifiers are declared, so rows were not grouped.";
        else if (facts.Privacy.Gap is { } gap) yield return gap;
        foreach (var sensitive in facts.Privacy?.Sensitive.Where(s => s.Gap is not null) ?? []) yield return $"{sensitive.Column}: {sensitive.Gap}";
        if (facts.Gap is { } unread) yield return $"Not read to the end: {unread.Reason}.";
        if (facts.Malformed.Where(m => m.Key != MalformedKind.StrayQuote).Sum(m => m.Value.Count) is > 0 and var malformed) yield return $"{malformed} malformed records.";
    }

    private static QuasiIdentifierSuggestion Suggest(ColumnFacts column)
    {
        var statistics = column.Statistics!;
        var (count, distinct) = ((double)statistics.Count, (double)statistics.Distinct());
        // Pairs of rows that differ; of values that are not known one by one, each is taken to be rare.
        var alike = statistics.IsExact ? statistics.Known().Sum(v => v.Count * (double)(v.Count - 1)) : count * ((count / distinct) - 1);
        var separation = count < 2 ? 0 : Math.Max(0, 1 - (alike / (count * (count - 1))));
        var isKey = distinct >= count * KeyRatio && count > 1;
        var isFreeText = statistics.Values().Types.Narrowest() == ColumnType.Text && distinct > count * FreeTextRatio;
        return new()
        {
            Column = column.Name,
            Distinction = Math.Min(1, distinct / count),
            Separation = separation,
            IsExact = statistics.IsExact,
            IsSuggested = !isKey && !isFreeText && separation >= SuggestedSeparation,
            Remark = isKey ? "names the rows: a direct identifier, or a key to one" : isFreeText ? "free text" : null,
        };
    }

    private static double Share(long part, long all) => all == 0 ? 0 : (double)part / all;
}
