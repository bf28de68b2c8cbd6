namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>A rule of a schema that not all rows keep.</summary>
/// <param name="Field">The field; several names for a key; null for the table.</param>
/// <param name="Rule">The constraint, as the schema names it.</param>
/// <param name="Description">What the rule demands, in words.</param>
/// <param name="Places">Where it is broken.</param>
/// <param name="Looked">Values or rows that were looked at; 0 for rules about columns.</param>
/// <param name="MinimumRatio">The share that must keep it.</param>
public sealed record SchemaViolation(string? Field, string Rule, string Description, Occurrences Places, long Looked, double MinimumRatio)
{
    /// <summary>The share that keeps it.</summary>
    public double Ratio => Looked == 0 ? 0 : 1 - ((double)Places.Count / Looked);

    /// <summary>Whether enough values keep it.</summary>
    public bool IsTolerated => Looked > 0 && MinimumRatio < 1 && Ratio >= MinimumRatio;
}
