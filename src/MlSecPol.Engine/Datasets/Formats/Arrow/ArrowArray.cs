namespace MlSecPol.Engine.Datasets.Formats.Arrow;

/// <summary>The values of a field in one record batch or dictionary.</summary>
/// <param name="Field">The field.</param>
/// <param name="Length">Number of values.</param>
/// <param name="Validity">A bit for each value that is there; null where all are.</param>
/// <param name="Buffers">Its other buffers.</param>
/// <param name="Children">The arrays of the fields in it.</param>
/// <param name="IsIndex">Whether the values are indices into the dictionary of the field.</param>
internal sealed record ArrowArray(ArrowField Field, long Length, ArrowBuffer? Validity, IReadOnlyList<ArrowBuffer> Buffers, IReadOnlyList<ArrowArray> Children, bool IsIndex)
{
    internal bool IsValid(long index) => Validity is null || Validity.Bit(index);

    /// <summary>The values of a list.</summary>
    internal (long Start, long End) Range(long index)
    {
        var (start, end) = Field.Type switch
        {
            ArrowType.FixedSizeList => (index * Field.Width, (index + 1) * Field.Width),
            ArrowType.LargeList => (Buffers[0].Int64(index), Buffers[0].Int64(index + 1)),
            _ => ((long)Buffers[0].Int32(index), Buffers[0].Int32(index + 1)),
        };
        if (start < 0 || end < start || end > Children[0].Length) throw FlatView.Malformed("A list of the Arrow data has values outside of its array.");
        return (start, end);
    }

    /// <summary>The bytes of a text.</summary>
    internal ReadOnlySpan<byte> Bytes(long index)
    {
        if (Field.Type is ArrowType.Utf8View or ArrowType.BinaryView) return View(index);
        var isLarge = Field.Type is ArrowType.LargeUtf8 or ArrowType.LargeBinary;
        var (start, end) = isLarge ? (Buffers[0].Int64(index), Buffers[0].Int64(index + 1)) : (Buffers[0].Int32(index), Buffers[0].Int32(index + 1));
        return start == end ? [] : Buffers[1].Read(start, end - start);
    }

    private ReadOnlySpan<byte> View(long index)
    {
        const int ViewLength = 16, Inline = 12;
        var view = Buffers[0].Read(index * ViewLength, ViewLength);
        var length = BitConverter.ToInt32(view);
        if (length is >= 0 and <= Inline) return view.Slice(4, length);
        var (buffer, offset) = (BitConverter.ToInt32(view[8..]), BitConverter.ToInt32(view[12..]));
        if (length < 0 || buffer < 0 || buffer >= Buffers.Count - 1) throw FlatView.Malformed("A text of the Arrow data refers to a buffer that is not there.");
        return Buffers[buffer + 1].Read(offset, length);
    }
}
