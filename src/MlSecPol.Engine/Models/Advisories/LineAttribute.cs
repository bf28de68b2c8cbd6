using System.ComponentModel.DataAnnotations;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>Says of a text that it is one line: not empty, not endless, without control characters.</summary>
/// <param name="longest">The most characters.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LineAttribute(int longest) : ValidationAttribute
{
    /// <summary>The most characters.</summary>
    internal int Longest { get; } = longest;

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is string { Length: > 0 } text && text.Length <= Longest && !text.Any(char.IsControl);

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) => $"{name} must be one line of 1 to {Longest} characters.";
}
