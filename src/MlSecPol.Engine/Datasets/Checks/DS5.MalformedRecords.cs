using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Records break the rules of their format, so that readers disagree about what they say.</summary>
[Check("DS5.MalformedRecords")]
public sealed class MalformedRecords : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        List<Finding> findings =
        [
            .. facts.Malformed.Select(m => Place.Finding(
                m.Key == MalformedKind.StrayQuote ? Severity.Info : Severity.Medium,
                RuleOf(m.Key),
                $"{Place.Count(m.Value.Count, "record", "records")}: {Describe(m.Key)}",
                m.Value)),
        ];
        return Inspection.Of(findings, "Every record is well formed", _ =>
            $"{Place.Count(findings.Where(f => f.Severity > Severity.Info).Sum(f => f.Count), "flaw", "flaws")} in the form of the records");
    }

    private static string RuleOf(MalformedKind kind) => kind switch
    {
        MalformedKind.UnterminatedQuote => "unterminated-quote",
        MalformedKind.TextAfterClosingQuote => "text-after-quote",
        MalformedKind.StrayQuote => "stray-quote",
        MalformedKind.NulByte => "nul-byte",
        MalformedKind.InvalidJson => "invalid-json",
        MalformedKind.NotAnObject => "not-an-object",
        MalformedKind.DuplicateMember => "duplicate-member",
        _ => "invalid-string",
    };

    private static string Describe(MalformedKind kind) => kind switch
    {
        MalformedKind.UnterminatedQuote => "a quote is opened and never closed",
        MalformedKind.TextAfterClosingQuote => "text follows a closing quote",
        MalformedKind.StrayQuote => "a quote stands inside a cell without quotes",
        MalformedKind.NulByte => "a NUL byte, at which many readers stop",
        MalformedKind.InvalidJson => "no valid JSON",
        MalformedKind.NotAnObject => "valid JSON, but no object",
        MalformedKind.DuplicateMember => "a member is named twice",
        _ => "a string holds half a surrogate pair or bytes that are no text",
    };
}
