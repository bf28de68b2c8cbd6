using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Secrets;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Values hold keys, tokens, private keys or passwords.</summary>
[Check("DS5.SecretsInData")]
public sealed class SecretsInData : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        List<Finding> findings =
        [
            .. from column in facts.Columns
               from signal in column.Signals
               where signal.Subject == SignalSubject.Secret
               select Place.Finding(
                   signal.IsProven ? Severity.High : Severity.Medium,
                   signal.Rule,
                   $"The column holds {signal.Name} in {Place.Count(signal.Places.Count, "value", "values")}{(signal.IsProven ? ", verified" : ", by their form")}",
                   signal.Places,
                   column.Name) with { Confidence = signal.IsProven ? 0.95 : 0.7 },
        ];
        return Inspection.Of(findings, "No credentials found", count => $"{Place.Count(count, "kind of credential stands", "kinds of credentials stand")} in the data");
    }
}
