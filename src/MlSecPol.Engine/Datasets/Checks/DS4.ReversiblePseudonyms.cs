using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Pseudonyms are unsalted hashes of what anybody can guess.</summary>
[Check("DS4.ReversiblePseudonyms")]
public sealed class ReversiblePseudonyms : DatasetCheck
{
    private protected override Inspection Inspect(DatasetFacts facts, DatasetSettings settings)
    {
        List<Finding> findings =
        [
            .. facts.Pseudonyms.Where(p => p.Found > 0).Select(p => new Finding
            {
                Severity = Severity.High,
                Rule = "guessed",
                Message = $"{p.Found} of {Place.Count(p.Hashes, "hash that was looked up is an unsalted", "hashes that were looked up are unsalted")} {p.Algorithm} of something known: {p.Origin}",
                Location = Place.Of(p.Column, row: null, offset: null),
                Column = p.Column,
                Count = p.Rows,
            }),
        ];
        return Inspection.Of(
            findings,
            facts.Pseudonyms.Count == 0 ? "No column holds MD5, SHA-1 or SHA-256 hashes" : $"No hash was found by {Place.Count(facts.Pseudonyms[0].Guesses, "guess", "guesses")} in {Place.Count(facts.Pseudonyms.Count, "column", "columns")} of hashes",
            count => $"{Place.Count(count, "column of hashes gives", "columns of hashes give")} away what was hashed");
    }
}
