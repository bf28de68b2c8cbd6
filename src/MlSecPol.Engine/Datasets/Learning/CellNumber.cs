using System.Buffers.Text;

namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>Cells as numbers.</summary>
internal static class CellNumber
{
    /// <summary>The finite number that the whole of a cell is, blanks around it aside.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> value, out double number)
    {
        value = value.Trim(" \t"u8);
        return Utf8Parser.TryParse(value, out number, out var read) && read == value.Length && double.IsFinite(number);
    }
}
