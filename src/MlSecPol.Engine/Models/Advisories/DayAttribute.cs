using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>Says of a text that it is a day, year-month-day.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DayAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => DateOnly.TryParseExact(value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) => $"{name} must be a day such as 2026-11-28.";
}
