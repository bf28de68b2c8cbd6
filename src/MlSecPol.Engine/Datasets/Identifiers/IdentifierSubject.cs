namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>What an identifier of a kind points to. Only what points to a person makes a column fail.</summary>
public enum IdentifierSubject
{
    /// <summary>A person, directly.</summary>
    Person,

    /// <summary>A device, a vehicle or an account, and through it mostly a person.</summary>
    Device,

    /// <summary>A company or an authority; sole traders are persons all the same.</summary>
    Organisation,

    /// <summary>Many persons at once: a postal code, a date, an address of a page. It singles out a person only beside other columns.</summary>
    Group,
}
