using System.ComponentModel.DataAnnotations;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>Says of a list of texts that each is the name of a format.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FormatNamesAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is IReadOnlyList<string> names && names.All(Enum.GetNames<ArtifactFormat>().Contains);

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) => $"{name} must hold names of formats: {string.Join(", ", Enum.GetNames<ArtifactFormat>())}.";
}
