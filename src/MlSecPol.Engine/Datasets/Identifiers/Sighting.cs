namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>What is known of a candidate.</summary>
[Flags]
internal enum Sighting : byte
{
    /// <summary>It has the form, and fails the checks.</summary>
    None = 0,

    /// <summary>It passes all checks.</summary>
    Valid = 1,

    /// <summary>It fills its cell.</summary>
    Whole = 2,

    /// <summary>It has a trait that look-alikes seldom have, see <see cref="IdentifierFacts.Grouped"/>.</summary>
    Grouped = 4,

    /// <summary>Words in front of it announce it.</summary>
    InContext = 8,

    /// <summary>It is the first of its kind in its cell.</summary>
    NewCell = 16,
}
