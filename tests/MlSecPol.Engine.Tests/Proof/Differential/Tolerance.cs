namespace MlSecPol.Engine.Tests.Proof.Differential;

/// <summary>
/// Where the machine goes on although CPython refuses. It may: an analysis that sees more than one loader runs misses nothing.
/// It may never do the contrary, and each reason stands here.
/// </summary>
internal static class Tolerance
{
    private static readonly string[] OfValues =
    [
        // The registry of extensions belongs to the loading process; the code is a finding.
        "unregistered extension code",
        // Which values can be keys, and which methods a value has, is not followed.
        "unhashable type", "object has no attribute", "does not support item assignment", "indices must be integers", "byte must be in range", "an integer is required",
        // A stand-in is no text, tuple, type or buffer; the real thing may be one.
        "STACK_GLOBAL requires str", "must be a type, not", "must be a tuple, not", "argument list must be a tuple", "bytes-like object is required",
        // Texts are decoded only where somebody asks for them.
        "codec can't decode",
        // A memo index or a length for which this process has no memory.
        "MemoryError",
    ];

    private static readonly string[] OfDecoding =
    [
        // The loader takes other bases; that is a divergence, which the machine reports.
        "invalid literal for int()",
        // The loader takes names in UTF-8 and strings in the encoding that it is told.
        "codec can't decode",
        // The disassembler evaluates what the loader decodes.
        "could not convert string to float",
    ];

    public static bool OfUnpickler(string error) => OfValues.Any(t => error.Contains(t, StringComparison.Ordinal));

    public static bool OfDisassembler(string refusal) => OfDecoding.Any(t => refusal.Contains(t, StringComparison.Ordinal));
}
