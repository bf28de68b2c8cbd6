namespace MlSecPol.Engine.Models.Checks;

/// <summary>Numbers with their nouns.</summary>
internal static class Quantity
{
    /// <summary>The number and the noun in the right grammatical number; the plural takes an s.</summary>
    public static string Of(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
