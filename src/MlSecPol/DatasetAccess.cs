namespace MlSecPol;

/// <summary>Who can reach a dataset, or who made it.</summary>
public enum DatasetAccess
{
    /// <summary>Open to the public.</summary>
    Public,

    /// <summary>Generated inside the organisation.</summary>
    Internal,

    /// <summary>Made by others and not open to the public, for example licensed or handed over by a partner.</summary>
    ThirdParty,
}
