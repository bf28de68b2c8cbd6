using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>The values of one page, found in its bytes; none is copied that stands there as it is.</summary>
internal sealed class ParquetValues(int maximumBytes)
{
    private ReadOnlyMemory<byte> _bytes;
    private byte[] _made = [];
    private int[] _starts = [];
    private int[] _lengths = [];
    private int[] _indices = [];
    private long[] _numbers = [];
    private bool _isVariable;

    /// <summary>Whether the page refers to the dictionary of its column.</summary>
    internal bool IsIndex { get; private set; }

    /// <summary>Number of values.</summary>
    internal int Count { get; private set; }

    /// <summary>The entry of the dictionary that a value refers to.</summary>
    internal int Index(int value) => _indices[value];

    /// <summary>The bytes of a value.</summary>
    internal ReadOnlySpan<byte> Value(int index, int width) =>
        _isVariable ? _bytes.Span.Slice(_starts[index], _lengths[index]) : _bytes.Span.Slice(index * width, width);

    /// <summary>Finds the values.</summary>
    internal void Decode(ParquetLeaf leaf, int encoding, ReadOnlyMemory<byte> bytes, int count, int dictionaryCount)
    {
        IsIndex = false;
        if (count == 0)
        {
            Count = 0;
            return;
        }

        switch (encoding)
        {
            case 0:
                Plain(leaf, bytes, count);
                break;
            case 2 or 8:
                Indices(bytes.Span, count, dictionaryCount);
                break;
            case 3 when leaf.Type == 0:
                Truths(bytes.Span, count);
                break;
            case 5 when leaf.Type is 1 or 2:
                Deltas(bytes.Span, count, leaf.Width);
                break;
            case 6 when leaf.Type == 6:
                DeltaLengths(bytes, count);
                break;
            case 7 when leaf.Type is 6 or 7:
                DeltaTexts(leaf, bytes.Span, count);
                break;
            case 9 when leaf.Width > 0 && leaf.Type > 0:
                Split(bytes.Span, count, leaf.Width);
                break;
            default:
                throw ThriftReader.Malformed($"A page has the encoding {encoding}, which its type does not allow or which is not read.");
        }
    }

    /// <summary>Values one after the other.</summary>
    internal void Plain(ParquetLeaf leaf, ReadOnlyMemory<byte> bytes, int count)
    {
        Count = count;
        if (leaf.Type == 0)
        {
            if (count > bytes.Length * 8L) throw Short();
            Make(count);
            var span = bytes.Span;
            for (var i = 0; i < count; i++) _made[i] = (byte)((span[i >> 3] >> (i & 7)) & 1);
            Set(_made.AsMemory(0, count), isVariable: false);
            return;
        }

        if (leaf.Width > 0)
        {
            if ((long)count * leaf.Width > bytes.Length) throw Short();
            Set(bytes, isVariable: false);
            return;
        }

        // Each has four bytes of length at least.
        if (count > bytes.Length / 4) throw Short();
        Reserve(count);
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            if (bytes.Length - at < 4) throw Short();
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]);
            at += 4;
            if (length > bytes.Length - at) throw Short();
            (_starts[i], _lengths[i]) = (at, (int)length);
            at += (int)length;
        }

        Set(bytes, isVariable: true);
    }

    private void Indices(ReadOnlySpan<byte> bytes, int count, int dictionaryCount)
    {
        if (bytes.IsEmpty) throw Short();
        if (_indices.Length < count) _indices = new int[count];
        var target = _indices.AsSpan(0, count);
        if (bytes[0] == 0) target.Clear();
        else ParquetBits.DecodeRuns(bytes[1..], bytes[0], target);
        foreach (var index in target)
        {
            if ((uint)index >= (uint)dictionaryCount) throw ThriftReader.Malformed($"A page refers to entry {(uint)index} of a dictionary of {dictionaryCount}.");
        }

        (IsIndex, Count) = (true, count);
    }

    private void Truths(ReadOnlySpan<byte> bytes, int count)
    {
        if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var length && length > bytes.Length - 4) throw Short();
        if (_indices.Length < count) _indices = new int[count];
        ParquetBits.DecodeRuns(bytes.Slice(4, (int)length), 1, _indices.AsSpan(0, count));
        Make(count);
        for (var i = 0; i < count; i++) _made[i] = (byte)_indices[i];
        Set(_made.AsMemory(0, count), isVariable: false);
        Count = count;
    }

    private void Deltas(ReadOnlySpan<byte> bytes, int count, int width)
    {
        ParquetBits.DecodeDeltas(bytes, Numbers(count));
        Make((long)count * width);
        for (var i = 0; i < count; i++)
        {
            if (width == 4) BinaryPrimitives.WriteInt32LittleEndian(_made.AsSpan(i * 4), unchecked((int)_numbers[i]));
            else BinaryPrimitives.WriteInt64LittleEndian(_made.AsSpan(i * 8), _numbers[i]);
        }

        Set(_made.AsMemory(0, count * width), isVariable: false);
        Count = count;
    }

    private void DeltaLengths(ReadOnlyMemory<byte> bytes, int count)
    {
        var at = (long)ParquetBits.DecodeDeltas(bytes.Span, Numbers(count));
        Reserve(count);
        for (var i = 0; i < count; i++)
        {
            if (_numbers[i] < 0 || _numbers[i] > bytes.Length - at) throw Short();
            (_starts[i], _lengths[i]) = ((int)at, (int)_numbers[i]);
            at += _numbers[i];
        }

        Set(bytes, isVariable: true);
        Count = count;
    }

    private void DeltaTexts(ParquetLeaf leaf, ReadOnlySpan<byte> bytes, int count)
    {
        var numbers = Numbers(count);
        var at = ParquetBits.DecodeDeltas(bytes, numbers);
        Reserve(count);
        for (var i = 0; i < count; i++) _starts[i] = numbers[i] is >= 0 and <= int.MaxValue ? (int)numbers[i] : throw Short();
        at += ParquetBits.DecodeDeltas(bytes[at..], numbers);
        var total = 0L;
        var before = 0L;
        for (var i = 0; i < count; i++)
        {
            if (numbers[i] < 0 || numbers[i] > bytes.Length || _starts[i] > before) throw Short();
            before = _starts[i] + numbers[i];
            total += before;
        }

        Make(total);
        var (end, previous) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var (shared, own) = (_starts[i], (int)numbers[i]);
            if (own > bytes.Length - at) throw Short();
            if (leaf.Width > 0 && shared + own != leaf.Width) throw ThriftReader.Malformed("A value of fixed length has another length.");
            _made.AsSpan(previous, shared).CopyTo(_made.AsSpan(end));
            bytes.Slice(at, own).CopyTo(_made.AsSpan(end + shared));
            at += own;
            (_starts[i], _lengths[i]) = (end, shared + own);
            previous = end;
            end += shared + own;
        }

        Set(_made.AsMemory(0, end), isVariable: true);
        Count = count;
    }

    private void Split(ReadOnlySpan<byte> bytes, int count, int width)
    {
        if ((long)count * width > bytes.Length) throw Short();
        Make((long)count * width);
        for (var stream = 0; stream < width; stream++)
        {
            for (var i = 0; i < count; i++) _made[(i * width) + stream] = bytes[(stream * count) + i];
        }

        Set(_made.AsMemory(0, count * width), isVariable: false);
        Count = count;
    }

    private Span<long> Numbers(int count)
    {
        if (_numbers.Length < count) _numbers = new long[count];
        return _numbers.AsSpan(0, count);
    }

    private void Reserve(int count)
    {
        if (_starts.Length >= count) return;
        _starts = new int[count];
        _lengths = new int[count];
    }

    private void Make(long bytes)
    {
        if (bytes > maximumBytes)
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"The values of a page take {bytes} bytes, more than the limit of {maximumBytes} (pageBytes).", "Raise pageBytes in the settings if the file is trusted.");
        if (_made.Length < bytes) _made = new byte[bytes];
    }

    private void Set(ReadOnlyMemory<byte> bytes, bool isVariable) => (_bytes, _isVariable) = (bytes, isVariable);

    private static ArtifactException Short() => ThriftReader.Malformed("The values of a page break off or leave it.");
}
