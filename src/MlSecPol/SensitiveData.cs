using System.Globalization;

namespace MlSecPol;

/// <summary>A piece of a file that should not be in it, or not without care: an identifier of a person, a credential, or text that addresses a model.</summary>
public sealed record SensitiveData
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>The kind, for example <c>email</c>, <c>pl-pesel</c> or <c>github-token</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The column of a table; null in plain text.</summary>
    public string? Column { get; init; }

    /// <summary>The row of a table or the line of a text that is not blank, from 1, without the header.</summary>
    public required long Row { get; init; }

    /// <summary>The line of a plain text, from 1; null in tables and where lines cannot be counted.</summary>
    public long? Line { get; init; }

    /// <summary>The character in the line, from 1; null where <see cref="Line"/> is.</summary>
    public long? Position { get; init; }

    /// <summary>The first byte in the file, from 0; null where the text was decoded from another encoding.</summary>
    public long? Offset { get; init; }

    /// <summary>Whether a check digit, a numbering plan, a checksum or the grammar of its kind confirms it; false where only the form or a list of words speaks for it.</summary>
    public required bool IsValidated { get; init; }

    /// <summary>How sure it is, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>What around it speaks for it: the name of the column or words in front; null when nothing does.</summary>
    public string? Context { get; init; }

    /// <summary>The text itself, masked unless it was asked for.</summary>
    public required string Value { get; init; }

    /// <summary>Where it is, in words.</summary>
    public string Location => Line is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"line {line}, character {Position}")
        : Column is null ? string.Create(CultureInfo.InvariantCulture, $"line {Row}") : string.Create(CultureInfo.InvariantCulture, $"column '{Column}', row {Row}");

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Value} ({Location} of {Path})";
}
