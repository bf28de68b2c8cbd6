using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>The text breaks the rules of its encoding, or has another one than UTF-8 without saying so.</summary>
[Check("DS5.Encoding")]
public sealed class Encoding : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        if (facts.Encoding is not { } encoding) return Inspection.NotApplicable("The content is no text.");
        var name = NameOf(encoding.Encoding);
        var findings = new List<Finding>();
        var invalid = encoding.InvalidSequences;
        if (invalid.Count > 0)
        {
            var likely = encoding.LikelyEncoding is { } l ? $"; {(invalid.Count == 1 ? "it looks" : "they look")} like {l}" : string.Empty;
            findings.Add(Place.Finding(
                Severity.Medium,
                "invalid-sequence",
                $"{Place.Count(invalid.Count, "byte sequence is", "byte sequences are")} not valid {name}{likely}",
                invalid,
                encoding.FirstInvalidColumn));
        }

        if (encoding is { Encoding: not TextEncoding.Utf8, HasByteOrderMark: false })
            findings.Add(AtStart(Severity.Medium, "undeclared", $"The text is {name} and has no byte order mark that says so"));
        else if (encoding.HasByteOrderMark)
            findings.Add(AtStart(Severity.Info, "byte-order-mark", $"A byte order mark declares {name}"));
        return Inspection.Of(findings, $"All text is valid {name}", _ => invalid.Count > 0 ? $"The text is not valid {name}" : $"The text is undeclared {name}");
    }

    private static Finding AtStart(Severity severity, string rule, string message) =>
        new() { Severity = severity, Rule = rule, Message = message, Location = Place.Of(column: null, row: null, offset: 0), Offset = 0 };

    private static string NameOf(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf16LittleEndian => "UTF-16 (little endian)",
        TextEncoding.Utf16BigEndian => "UTF-16 (big endian)",
        TextEncoding.Utf32LittleEndian => "UTF-32 (little endian)",
        TextEncoding.Utf32BigEndian => "UTF-32 (big endian)",
        _ => "UTF-8",
    };
}
