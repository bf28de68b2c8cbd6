using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Values hold characters that a reader does not see: controls, characters without width, bidirectional controls, tags.</summary>
[Check("DS5.ControlCharacters")]
public sealed class ControlCharacters : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        List<Finding> findings =
        [
            .. from column in facts.Columns
               from hazard in column.Hazards
               let severity = hazard.Key is CharacterHazard.ZeroWidth or CharacterHazard.DirectionalMark ? Severity.Low : Severity.Medium
               select Place.Finding(severity, RuleOf(hazard.Key), $"{hazard.Value.Count} × {NameOf(hazard.Key)}", hazard.Value, column.Name),
        ];
        var columns = findings.DistinctBy(f => f.Column, StringComparer.Ordinal).Count();
        return Inspection.Of(findings, "No value holds invisible characters", _ =>
            $"{Place.Count(findings.Sum(f => f.Count), "invisible character", "invisible characters")} in {Place.Count(columns, "column", "columns")}");
    }

    private static string RuleOf(CharacterHazard hazard) => hazard switch
    {
        CharacterHazard.ZeroWidth => "zero-width",
        CharacterHazard.Bidirectional => "bidirectional",
        CharacterHazard.DirectionalMark => "directional-mark",
        CharacterHazard.Tag => "tag",
        _ => "control",
    };

    private static string NameOf(CharacterHazard hazard) => hazard switch
    {
        CharacterHazard.ZeroWidth => "a character without width",
        CharacterHazard.Bidirectional => "a bidirectional control, which reorders the text that is shown",
        CharacterHazard.DirectionalMark => "a directional mark",
        CharacterHazard.Tag => "a tag character, invisible text",
        _ => "a control character",
    };
}
