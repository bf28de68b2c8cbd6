using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Artifacts;

/// <summary>A range of bytes.</summary>
/// <param name="Start">First byte, from 0.</param>
/// <param name="End">First byte after it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteRange(long Start, long End)
{
    /// <summary>Number of bytes.</summary>
    internal long Length => End - Start;
}
