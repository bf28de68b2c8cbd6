namespace MlSecPol.Engine.Datasets.Files.Containers;

/// <summary>What content can do to whoever opens it.</summary>
internal enum ThreatKind
{
    /// <summary>A program or library for a machine or a virtual one.</summary>
    Program,

    /// <summary>Objects whose loading runs code of their choice: pickles and their kin.</summary>
    Pickle,

    /// <summary>A NumPy array of Python objects, which are a pickle behind the header.</summary>
    ObjectArray,

    /// <summary>A text that an interpreter runs.</summary>
    Script,

    /// <summary>A macro of an office document.</summary>
    Macro,
}
