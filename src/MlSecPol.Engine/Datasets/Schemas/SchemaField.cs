using System.Text.RegularExpressions;

namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>A field of a declared schema.</summary>
internal sealed record SchemaField
{
    internal required string Name { get; init; }

    internal FieldType Type { get; init; } = FieldType.String;

    /// <summary>The format as the schema writes it.</summary>
    internal string Format { get; init; } = "default";

    internal byte DecimalMark { get; init; } = (byte)'.';

    /// <summary>The mark between groups of digits; 0 without.</summary>
    internal byte GroupMark { get; init; }

    /// <summary>Whether numbers stand alone, without currency or percent signs around them.</summary>
    internal bool IsBare { get; init; } = true;

    internal IReadOnlyList<byte[]> TrueValues { get; init; } = [];

    internal IReadOnlyList<byte[]> FalseValues { get; init; } = [];

    /// <summary>Texts that stand for a missing value.</summary>
    internal IReadOnlyList<byte[]> MissingValues { get; init; } = [];

    internal bool IsRequired { get; init; }

    internal bool IsUnique { get; init; }

    internal int? MinimumLength { get; init; }

    internal int? MaximumLength { get; init; }

    /// <summary>The least value, in the measure of the type.</summary>
    internal double? Minimum { get; init; }

    internal double? Maximum { get; init; }

    /// <summary>What the whole text must match.</summary>
    internal Regex? Pattern { get; init; }

    /// <summary>The allowed values; null without.</summary>
    internal IReadOnlyList<byte[]>? Allowed { get; init; }

    /// <summary>The share of values for which each constraint must hold, by the name of the constraint; all where it is not named.</summary>
    internal IReadOnlyDictionary<string, double> MinimumRatios { get; init; } = new Dictionary<string, double>(StringComparer.Ordinal);
}
