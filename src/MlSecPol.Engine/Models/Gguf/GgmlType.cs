namespace MlSecPol.Engine.Models.Gguf;

/// <summary>Element types of the GGML family: elements of a block and bytes of a block, from the library's own table.</summary>
internal static class GgmlType
{
    // Numbers 4, 5, 31 to 33 and 36 to 38 were withdrawn; 9 and 15 exist only while computing.
    private static readonly (int Elements, int Bytes)[] Blocks =
    [
        (1, 4), (1, 2), (32, 18), (32, 20), (0, 0), (0, 0), (32, 22), (32, 24), (32, 34), (32, 36),
        (256, 84), (256, 110), (256, 144), (256, 176), (256, 210), (256, 292), (256, 66), (256, 74), (256, 98), (256, 50),
        (32, 18), (256, 110), (256, 82), (256, 136), (1, 1), (1, 2), (1, 4), (1, 8), (1, 8), (256, 56),
        (1, 2), (0, 0), (0, 0), (0, 0), (256, 54), (256, 66), (0, 0), (0, 0), (0, 0), (32, 17),
    ];

    /// <summary>The block of a type; null for a type that is not known.</summary>
    internal static (int Elements, int Bytes)? Block(uint type) => type < Blocks.Length && Blocks[type].Elements > 0 ? Blocks[type] : null;
}
