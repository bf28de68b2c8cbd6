using System.Globalization;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Identifiers;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Columns hold direct identifiers of persons: addresses, numbers of cards, accounts, telephones, tax offices and registers, devices and vehicles.</summary>
[Check("DS4.DirectIdentifiers")]
public sealed class DirectIdentifiers : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        List<Finding> findings = [.. facts.Columns.SelectMany(column => ColumnReading.Of(column, settings), (column, reading) => Finding(column, reading))];
        // What a message may promise (GDPR, recital 26): nothing was found, not that the data are anonymous.
        return Inspection.Of(findings, "No direct identifiers found", count => $"{Place.Count(count, "column holds", "columns hold")} direct identifiers");
    }

    private static Finding Finding(ColumnFacts column, ColumnReading reading)
    {
        var (facts, judgement) = (reading.Facts, reading.Judgement);
        var name = reading.Others.Count == 0 ? facts.Kind.Name : $"{facts.Kind.Name}, or {string.Join(", ", reading.Others.Select(k => k.Name))}";
        var candidates = facts.Verified < facts.Candidates
            ? $"of {facts.Candidates} candidates the first {facts.Verified} were verified, {Place.Count(facts.Valid, "of them is", "of them are")} valid"
            : $"{facts.Valid} of {Place.Count(facts.Verified, "candidate", "candidates")} valid";
        var share = $"{Place.Percent(judgement.Ratio)} of {Place.Count(column.Values, "value", "values")}, {candidates}";
        var isPersonal = facts.Kind.Subject is IdentifierSubject.Person or IdentifierSubject.Device;
        return new()
        {
            Severity = judgement.IsReported && isPersonal ? Severity.High : Severity.Info,
            Rule = facts.Kind.Id,
            Message = judgement.IsReported ? $"The column holds {name} ({share})" : $"Some values have the form of {name}, below the thresholds ({share})",
            Location = Place.Of(column.Name, facts.FirstRows.Count > 0 ? facts.FirstRows[0] : null, offset: null),
            Column = column.Name,
            Row = facts.FirstRows.Count > 0 ? facts.FirstRows[0] : null,
            Offset = facts.FirstOffset,
            Count = Math.Max(facts.Cells, 1),
            Confidence = Math.Round(judgement.Confidence, 2),
            Evidence = Evidence(facts),
        };
    }

    private static string? Evidence(IdentifierFacts facts)
    {
        var samples = facts.Samples.Count > 0 ? string.Join(", ", facts.Samples) : null;
        var rows = facts.FirstRows.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $"rows {string.Join(", ", facts.FirstRows)}") : null;
        return samples is null ? rows : rows is null ? samples : $"{samples} ({rows})";
    }
}
