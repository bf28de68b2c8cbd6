namespace MlSecPol.Engine.Models;

/// <summary>What an attacker gains by a hazard; it alone decides the severity.</summary>
public enum HazardEffect
{
    /// <summary>A fact worth telling (Info).</summary>
    Note,

    /// <summary>Weak practice that hides nothing (Low).</summary>
    Weak,

    /// <summary>Something the file alone cannot explain: a custom operator, an unknown class (Medium).</summary>
    Opaque,

    /// <summary>A name, a path or an operand that could not be resolved, or that two readers take differently (High).</summary>
    Unresolved,

    /// <summary>A file outside of the model is read (High).</summary>
    ReadFile,

    /// <summary>A file is written, moved or deleted (High).</summary>
    WriteFile,

    /// <summary>A connection is opened (High).</summary>
    Network,

    /// <summary>Code runs at a documented later step, such as rendering a template or trusting remote code (High).</summary>
    ExecuteLater,

    /// <summary>Code, a process or a native library runs when the model is loaded or used (Critical).</summary>
    Execute,
}
