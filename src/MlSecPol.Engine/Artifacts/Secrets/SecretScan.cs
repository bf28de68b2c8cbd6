namespace MlSecPol.Engine.Artifacts.Secrets;

/// <summary>What a search for credentials takes for one, besides the published forms, which always count.</summary>
[Flags]
internal enum SecretScan
{
    /// <summary>Nothing else.</summary>
    FormsOnly = 0,

    /// <summary>Quoted values that are given to a name such as <c>password</c>.</summary>
    Assignments = 1,

    /// <summary>Such values without quotes, to the end of the line: the form of <c>.env</c> files.</summary>
    BareAssignments = 2,

    /// <summary>Passwords in addresses, before the name of the host.</summary>
    AddressPasswords = 4,
}
