using System.Buffers;
using System.Text;

namespace MlSecPol.Engine.Datasets.Text;

/// <summary>Locates ill-formed UTF-8, one place for each maximal subpart (Unicode standard, section 3.9, table 3-8).</summary>
internal static class Utf8Sequences
{
    /// <summary>Index of the first ill-formed sequence at or after <paramref name="start"/> and its length; index -1 when there is none.</summary>
    internal static (int Index, int Length) NextInvalid(ReadOnlySpan<byte> text, int start)
    {
        while (start < text.Length)
        {
            var ascii = text[start..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0) return (-1, 0);
            start += ascii;
            if (Rune.DecodeFromUtf8(text[start..], out _, out var length) != OperationStatus.Done) return (start, Math.Max(length, 1));
            start += length;
        }

        return (-1, 0);
    }
}
