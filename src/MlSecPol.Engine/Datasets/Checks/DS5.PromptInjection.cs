using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Secrets;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Texts hold words that are meant for a model rather than for a reader. An indicator: what a model does with them depends on the model.</summary>
[Check("DS5.PromptInjection")]
public sealed class PromptInjection : DatasetCheck
{
    // A corpus whose texts are chats by design has the marks of turns nearly everywhere; somebody else's marks stand in a few.
    private const double ChatShare = 0.2;

    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        List<Finding> findings =
        [
            .. from column in facts.Columns
               from signal in column.Signals
               where signal.Subject == SignalSubject.Instruction
               select Finding(column, signal.Rule, signal.Name, signal.Places, IsDesign(column, signal)),
            .. from column in facts.Columns
               where column.Hazards.ContainsKey(CharacterHazard.Tag)
               select Finding(column, SignalKind.Tags.Rule, SignalKind.Tags.Name, column.Hazards[CharacterHazard.Tag], isDesign: false),
        ];
        return Inspection.Of(findings, "No text that addresses a model", count => $"{Place.Count(count, "kind of text addresses", "kinds of texts address")} a model");
    }

    private static bool IsDesign(ColumnFacts column, SignalFacts signal) =>
        string.Equals(signal.Rule, SignalKind.Template.Rule, StringComparison.Ordinal) && signal.Places.Count >= column.Values * ChatShare && column.Values > 1;

    private static Finding Finding(ColumnFacts column, string rule, string name, Occurrences places, bool isDesign) =>
        Place.Finding(
            isDesign ? Severity.Info : Severity.Medium,
            rule,
            $"The column holds {name} in {Place.Count(places.Count, "place", "places")}{(isDesign ? ", as texts of chats do" : string.Empty)}",
            places,
            column.Name) with
        { Confidence = 0.6 };
}
