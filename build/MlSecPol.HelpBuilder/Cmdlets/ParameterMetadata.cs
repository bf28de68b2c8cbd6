namespace MlSecPol.HelpBuilder.Cmdlets;

/// <summary>What the compiled class of a cmdlet declares about one parameter.</summary>
internal sealed record ParameterMetadata
{
    /// <summary>PowerShell's name for "in every parameter set".</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>The name without the dash.</summary>
    public required string Name { get; init; }

    /// <summary>The full type name; of a nullable type the one underneath.</summary>
    public required string TypeName { get; init; }

    /// <summary>The type name as SYNTAX shows it.</summary>
    public required string ShortTypeName { get; init; }

    /// <summary>Whether it takes no value.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>Whether it takes more than one value.</summary>
    public bool IsArray { get; init; }

    /// <summary>The only values that are accepted, from an enumeration or a validation set; empty when the type alone decides.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Other names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether wildcards are understood.</summary>
    public bool Wildcards { get; init; }

    /// <summary>What holds when it is not given, from <c>PSDefaultValue</c>; null when nothing is declared.</summary>
    public string? Default { get; init; }

    /// <summary>How it is used, by parameter set.</summary>
    public required IReadOnlyDictionary<string, ParameterUse> Uses { get; init; }

    /// <summary>How it is used in a parameter set.</summary>
    /// <param name="set">The name of the set.</param>
    /// <returns>Null when it does not belong to the set.</returns>
    public ParameterUse? In(string set) => Uses.GetValueOrDefault(set) ?? Uses.GetValueOrDefault(AllSets);
}
