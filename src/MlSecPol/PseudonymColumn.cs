namespace MlSecPol;

/// <summary>What a dictionary found out about a column of hashes.</summary>
public sealed record PseudonymColumn
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>The hash that gives values of this length.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Different hashes that were looked up.</summary>
    public required int Hashes { get; init; }

    /// <summary>Those that the dictionary has: for them the pseudonym is none.</summary>
    public required int Found { get; init; }

    /// <summary>What gave the first match; null without any.</summary>
    public required string? Origin { get; init; }

    /// <summary>Texts that were hashed.</summary>
    public required long Guesses { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Column}: {Found} of {Hashes} {Algorithm} hashes found by {Guesses} guesses{(Origin is null ? string.Empty : ", the first from " + Origin)}";
}
