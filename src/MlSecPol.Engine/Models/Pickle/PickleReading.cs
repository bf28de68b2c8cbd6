namespace MlSecPol.Engine.Models.Pickle;

/// <summary>
/// Ways in which the same bytes can be understood. Facts of any but the first may be chance (raw numbers read as instructions),
/// so that only what is known to be dangerous counts in them.
/// </summary>
public enum PickleReading
{
    /// <summary>As the loader that fits the content reads them.</summary>
    Primary,

    /// <summary>Bytes behind the last complete program, taken for another one.</summary>
    Trailing,

    /// <summary>Wrapped raw arrays taken for instructions, as the plain unpickler does with a joblib file.</summary>
    RawArrays,

    /// <summary>The rest of a frame dropped when an argument runs over its end, as CPython before 3.13.15 and 3.14.7 did when reading files.</summary>
    DroppedFrames,

    /// <summary>Bytes, or a text of bytes, that look like a pickle but are given to no known loader.</summary>
    Embedded,

    /// <summary>Bytes in the middle of content that no format explains.</summary>
    Hidden,
}
