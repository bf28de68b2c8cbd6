using System.Globalization;

namespace MlSecPol;

/// <summary>How well a column alone tells rows apart.</summary>
public sealed record QuasiIdentifierSuggestion
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>Different values by all values, 0 to 1.</summary>
    public required double Distinction { get; init; }

    /// <summary>Share of the pairs of rows that differ in it, 0 to 1.</summary>
    public required double Separation { get; init; }

    /// <summary>Whether both are exact; estimates otherwise.</summary>
    public required bool IsExact { get; init; }

    /// <summary>Whether it is worth declaring: it separates most rows and names none.</summary>
    public required bool IsSuggested { get; init; }

    /// <summary>Why it is not suggested although it separates rows; null otherwise.</summary>
    public string? Remark { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Column}: distinction {Distinction:0.###}, separation {Separation:0.###}{(IsSuggested ? ", suggested" : Remark is null ? string.Empty : ", " + Remark)}");
}
