namespace MlSecPol;

/// <summary>What the import policy holds of an import or of its use.</summary>
public enum ImportVerdict
{
    /// <summary>Known to belong to a framework and harmless in this use.</summary>
    Allowed,

    /// <summary>Neither known to be harmless nor known to be dangerous.</summary>
    Unknown,

    /// <summary>Known to be dangerous, or dangerous by the way in which it is reached.</summary>
    Dangerous,
}
