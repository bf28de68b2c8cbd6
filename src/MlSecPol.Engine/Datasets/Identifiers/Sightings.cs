namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Puts sightings together.</summary>
internal static class Sightings
{
    internal static Sighting Of(bool isValid, bool isWhole, bool isGrouped, bool isInContext = false) =>
        (isValid ? Sighting.Valid : 0) | (isWhole ? Sighting.Whole : 0) | (isGrouped ? Sighting.Grouped : 0) | (isInContext ? Sighting.InContext : 0);
}
