namespace MlSecPol.Engine.Models;

/// <summary>Why a part of a model was not read.</summary>
public enum CoverageGapKind
{
    /// <summary>The content ends before its own structure does.</summary>
    Truncated,

    /// <summary>The content contradicts its format.</summary>
    Malformed,

    /// <summary>A configured limit was reached.</summary>
    LimitReached,

    /// <summary>The content is encrypted.</summary>
    Encrypted,

    /// <summary>The content is of a kind that this program recognises, or cannot name, but does not read.</summary>
    Unsupported,
}
