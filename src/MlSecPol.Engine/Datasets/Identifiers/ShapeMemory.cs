namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Remembers for the last shapes of a column whether cells of that shape can hold a token of any kind. Changes nothing in what is found, only how fast.</summary>
internal sealed class ShapeMemory
{
    private const int Places = 8;

    private readonly (CellShape Shape, int Length, bool MayHold)[] _known = new (CellShape, int, bool)[Places];

    /// <summary>What is known of a shape; null when nothing is.</summary>
    internal bool? Recall(in CellShape shape, int length)
    {
        ref readonly var entry = ref _known[length % Places];
        return entry.Length == length && entry.Shape.Equals(shape) ? entry.MayHold : null;
    }

    /// <summary>Keeps what was found out.</summary>
    internal void Keep(in CellShape shape, int length, bool mayHold) => _known[length % Places] = (shape, length, mayHold);
}
