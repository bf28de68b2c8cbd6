namespace MlSecPol.Engine.Datasets.Profiles;

/// <summary>The settings that decide on the figures of a profile.</summary>
/// <param name="NullTokens">Texts that count as missing.</param>
internal sealed record ProfileSettings(IReadOnlyList<string> NullTokens)
{
    internal static ProfileSettings Of(DatasetSettings settings) => new([.. settings.NullTokens.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    public bool Equals(ProfileSettings? other) => other is not null && NullTokens.SequenceEqual(other.NullTokens, StringComparer.Ordinal);

    public override int GetHashCode() => NullTokens.Count;
}
