using System.Globalization;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>A value of a pickle as far as it matters for a reader or a policy: shortened, never made.</summary>
public sealed record PickleValue
{
    /// <summary>A value of which nothing is known.</summary>
    public static PickleValue Unknown { get; } = new() { Kind = PickleValueKind.Unknown };

    /// <summary>What it is.</summary>
    public required PickleValueKind Kind { get; init; }

    /// <summary>The text of a string, at most 256 characters; null for everything else and for longer strings that were not read.</summary>
    public string? Text { get; init; }

    /// <summary>Whether <see cref="Text"/> or <see cref="Items"/> is not all of it.</summary>
    public bool IsShortened { get; init; }

    /// <summary>The number, the truth value (0 or 1), the bits of the float, or the registry code.</summary>
    public long Number { get; init; }

    /// <summary>Length of text or bytes in bytes, or number of items.</summary>
    public long Length { get; init; }

    /// <summary>The import of an imported thing; null otherwise.</summary>
    public PickleImport? Import { get; init; }

    /// <summary>What was called to get a call result; null otherwise.</summary>
    public PickleValue? Callee { get; init; }

    /// <summary>Items of a container, arguments of a call, or the persistent id; shortened to the first 32 and three levels.</summary>
    public IReadOnlyList<PickleValue> Items { get; init; } = [];

    /// <summary>The import that stands at the root of a chain of calls, or the import itself; null when there is none.</summary>
    public PickleImport? RootImport => Import ?? Callee?.RootImport;

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        PickleValueKind.None => "None",
        PickleValueKind.Boolean => Number != 0 ? "True" : "False",
        PickleValueKind.Integer => IsShortened ? "(large integer)" : Number.ToString(CultureInfo.InvariantCulture),
        PickleValueKind.Float => BitConverter.Int64BitsToDouble(Number).ToString(CultureInfo.InvariantCulture),
        PickleValueKind.String => Text is null ? $"(text of {Length} bytes)" : $"'{Text}{(IsShortened ? "…" : "")}'",
        PickleValueKind.Bytes => $"({Length} bytes)",
        PickleValueKind.List => $"[{Inside()}]",
        PickleValueKind.Tuple => $"({Inside()})",
        PickleValueKind.Dictionary or PickleValueKind.Set => $"{{{Inside()}}}",
        PickleValueKind.Import => Import!.ToString(),
        PickleValueKind.CallResult => $"{Callee?.ToString() ?? Import?.ToString() ?? "?"}({Inside()})",
        PickleValueKind.PersistentId => $"persistent({Inside()})",
        PickleValueKind.Buffer => "(buffer)",
        PickleValueKind.Extension => $"(extension {Number})",
        _ => "?",
    };

    private string Inside() => string.Join(", ", Items) + (!IsShortened ? "" : Items.Count == 0 ? "…" : ", …");
}
