using System.Globalization;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Identifiers;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Columns hold direct identifiers of persons: addresses, card and account numbers, telephone and social security numbers.</summary>
[Check("DS4.DirectIdentifiers")]
public sealed class DirectIdentifiers : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        List<Finding> findings =
        [
            .. from column in facts.Columns
               from identifier in column.Identifiers
               let judgement = IdentifierJudge.Judge(column, identifier, settings)
               where identifier.Valid > 0 && judgement.Confidence > 0
               select Finding(column, identifier, judgement),
        ];
        // What a message may promise (GDPR, recital 26): nothing was found, not that the data are anonymous.
        return Inspection.Of(findings, "No direct identifiers found", count => $"{Place.Count(count, "column holds", "columns hold")} direct identifiers");
    }

    private static Finding Finding(ColumnFacts column, IdentifierFacts facts, IdentifierJudge.Judgement judgement)
    {
        var name = NameOf(facts.Kind);
        var candidates = facts.Verified < facts.Candidates
            ? $"of {facts.Candidates} candidates the first {facts.Verified} were verified, {Place.Count(facts.Valid, "of them is", "of them are")} valid"
            : $"{facts.Valid} of {Place.Count(facts.Verified, "candidate", "candidates")} valid";
        var share = $"{Place.Percent(judgement.Ratio)} of {Place.Count(column.Values, "value", "values")}, {candidates}";
        return new()
        {
            Severity = judgement.IsReported ? Severity.High : Severity.Info,
            Rule = RuleOf(facts.Kind),
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

    private static string RuleOf(IdentifierKind kind) => kind switch
    {
        IdentifierKind.Email => "email",
        IdentifierKind.PaymentCard => "payment-card",
        IdentifierKind.Iban => "iban",
        IdentifierKind.Ipv4 => "ipv4",
        IdentifierKind.Ipv6 => "ipv6",
        IdentifierKind.UsSsn => "us-ssn",
        _ => "phone",
    };

    private static string NameOf(IdentifierKind kind) => kind switch
    {
        IdentifierKind.Email => "e-mail addresses",
        IdentifierKind.PaymentCard => "payment card numbers",
        IdentifierKind.Iban => "bank account numbers (IBAN)",
        IdentifierKind.Ipv4 => "IPv4 addresses",
        IdentifierKind.Ipv6 => "IPv6 addresses",
        IdentifierKind.UsSsn => "US social security numbers",
        _ => "telephone numbers",
    };
}
