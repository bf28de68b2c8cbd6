using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>Cells as numbers that can be ordered and measured.</summary>
internal static class CellNumber
{
    /// <summary>The finite number that the whole of a cell is, blanks around it aside.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> value, out double number) => NumberText.TryParse(value, out number) && double.IsFinite(number);
}
