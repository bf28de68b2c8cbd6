namespace MlSecPol.Engine.Policy;

/// <summary>A query names something, without wildcards, that the catalogue does not have.</summary>
/// <param name="property">The property of the query, for example <c>Pillar</c>.</param>
/// <param name="value">What it asked for.</param>
/// <param name="validValues">What it could have asked for.</param>
public sealed class PolicyQueryException(string property, string value, IReadOnlyList<string> validValues)
    : Exception($"There is no {property.ToLowerInvariant()} '{value}' in the policy catalogue.")
{
    /// <summary>The property of the query.</summary>
    public string Property { get; } = property;

    /// <summary>What it asked for.</summary>
    public string Value { get; } = value;

    /// <summary>What it could have asked for, in the order of the catalogue.</summary>
    public IReadOnlyList<string> ValidValues { get; } = validValues;
}
