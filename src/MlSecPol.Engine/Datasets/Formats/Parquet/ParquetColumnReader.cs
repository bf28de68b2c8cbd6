using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>Reads the pages of one column of a row group after the other. Holds one page and one dictionary at a time.</summary>
internal sealed class ParquetColumnReader(ByteSource source, CellSink sink, FormatLimits limits, CancellationToken token) : IDisposable
{
    private const int UsualHeader = 256;
    private const int LongestHeader = 1 << 20;

    private readonly OccurrenceCounter _wrong = new();
    private readonly ParquetValues _values = new(limits.PageBytes);
    private readonly ParquetValues _dictionary = new(limits.PageBytes);
    private byte[] _packed = [];
    private byte[] _unpacked = [];
    private byte[] _dictionaryBytes = [];
    private int[] _definitions = [];
    private int[] _repetitions = [];
    private bool _hasDictionary;
    private long _pages;
    private long _withChecksum;

    /// <summary>Row groups begun.</summary>
    internal int Groups { get; private set; }

    /// <summary>The column at hand.</summary>
    internal string? Column { get; private set; }

    internal PageChecksums Checksums => new(_pages, _withChecksum, _wrong.ToFacts());

    internal void BeginGroup()
    {
        Groups++;
        Column = null;
    }

    /// <summary>Reads a column of a row group.</summary>
    internal void Read(ParquetLeaf leaf, ParquetChunk chunk, int rows)
    {
        Column = leaf.Name;
        _hasDictionary = false;
        if (chunk.File is { Length: > 0 }) throw ThriftReader.Malformed("The pages of the column stand in another file.");
        if (chunk.Values < 0 || (leaf.MaximumRepetition == 0 && chunk.Values != rows)) throw ThriftReader.Malformed($"The column has {chunk.Values} values for {rows} rows.");
        var at = chunk.Start;
        var row = -1;
        for (var left = chunk.Values; left > 0 && sink.IsOpen;)
        {
            token.ThrowIfCancellationRequested();
            var page = ReadHeader(at);
            var start = at + page.HeaderLength;
            if (page.PackedSize < 0 || page.PackedSize > source.Length - start) throw ThriftReader.Malformed($"A page at offset {at} claims {page.PackedSize} bytes, which leave the file.");
            at = start + page.PackedSize;
            if (page.Type is not (ParquetPage.Data or ParquetPage.DataV2 or ParquetPage.Dictionary)) continue;
            if (page.UnpackedSize < 0 || page.Values < 0) throw ThriftReader.Malformed($"A page at offset {start} has no size or number of values.");
            if (Math.Max(page.PackedSize, page.UnpackedSize) > limits.PageBytes)
                throw new ArtifactException(ArtifactErrorKind.LimitReached, $"A page has {Math.Max(page.PackedSize, page.UnpackedSize)} bytes, more than the limit of {limits.PageBytes} (pageBytes).", "Raise pageBytes in the settings if the file is trusted.");
            if (page.Values > limits.GroupRows)
                throw new ArtifactException(ArtifactErrorKind.LimitReached, $"A page has {page.Values} values, more than the limit of {limits.GroupRows} (groupRows).", "Raise groupRows in the settings if the file is trusted.");
            if (page.Type == ParquetPage.Dictionary)
            {
                ReadDictionary(leaf, chunk, page, start);
                continue;
            }

            if (page.Values > left) throw ThriftReader.Malformed($"The pages of the column hold more values than the {chunk.Values} that the footer states.");
            left -= page.Values;
            row = ReadData(leaf, chunk, page, start, row, rows);
            sink.Report(at);
        }

        if (sink.IsOpen && row != rows - 1) throw ThriftReader.Malformed($"The column has values for {row + 1} of {rows} rows.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in (byte[][])[_packed, _unpacked, _dictionaryBytes]) ArrayPool<byte>.Shared.Return(buffer);
        foreach (var buffer in (int[][])[_definitions, _repetitions]) ArrayPool<int>.Shared.Return(buffer);
        _packed = _unpacked = _dictionaryBytes = [];
        _definitions = _repetitions = [];
    }

    private ParquetPage ReadHeader(long at)
    {
        if (at < 4 || at >= source.Length) throw ThriftReader.Malformed($"A page would begin at offset {at}, outside of the data.");
        for (var size = UsualHeader; ; size *= 16)
        {
            var bytes = new byte[size];
            var read = source.Read(at, bytes);
            try
            {
                return ParquetPage.Read(bytes.AsSpan(0, read));
            }
            catch (ArtifactException) when (read == size && size < LongestHeader)
            {
                // Statistics in the header may be long texts.
            }
        }
    }

    private void ReadDictionary(ParquetLeaf leaf, ParquetChunk chunk, ParquetPage page, long start)
    {
        if (_hasDictionary) throw ThriftReader.Malformed("The column has two dictionaries.");
        if (page.Encoding is not (0 or 2)) throw ThriftReader.Malformed($"The dictionary has the encoding {page.Encoding}.");
        Load(page, start);
        Unpack(chunk.Codec, 0, page.PackedSize, ref _dictionaryBytes, page.UnpackedSize);
        _dictionary.Plain(leaf, _dictionaryBytes.AsMemory(0, page.UnpackedSize), page.Values);
        _hasDictionary = true;
    }

    private int ReadData(ParquetLeaf leaf, ParquetChunk chunk, ParquetPage page, long start, int row, int rows)
    {
        Load(page, start);
        if (leaf.MaximumDefinition > 0) Grow(ref _definitions, page.Values);
        if (leaf.MaximumRepetition > 0) Grow(ref _repetitions, page.Values);
        var definitions = leaf.MaximumDefinition > 0 ? _definitions.AsSpan(0, page.Values) : [];
        var repetitions = leaf.MaximumRepetition > 0 ? _repetitions.AsSpan(0, page.Values) : [];
        var data = page.Type == ParquetPage.Data ? LevelsOfFirst(leaf, chunk, page, definitions, repetitions) : LevelsOfSecond(leaf, chunk, page, definitions, repetitions);
        var present = leaf.MaximumDefinition == 0 ? page.Values : definitions.Count(leaf.MaximumDefinition);
        if (page.Encoding is 2 or 8 && !_hasDictionary && present > 0) throw ThriftReader.Malformed("The column refers to a dictionary that it does not have.");
        _values.Decode(leaf, page.Encoding, data, present, _dictionary.Count);
        var values = _values.IsIndex ? _dictionary : _values;
        var next = 0;
        for (var i = 0; i < page.Values && sink.IsOpen; i++)
        {
            if (leaf.MaximumRepetition == 0 || repetitions[i] == 0) row++;
            if (row < 0 || row >= rows) throw ThriftReader.Malformed($"The column has values for more than {rows} rows.");
            if (leaf.MaximumDefinition > 0 && definitions[i] != leaf.MaximumDefinition) sink.AddNull(row);
            else ParquetCells.Add(sink, leaf, row, values.Value(_values.IsIndex ? _values.Index(next) : next, leaf.Width));
            if (leaf.MaximumDefinition == 0 || definitions[i] == leaf.MaximumDefinition) next++;
        }

        return row;
    }

    /// <summary>The page as it stands, compared with its checksum.</summary>
    private void Load(ParquetPage page, long start)
    {
        Grow(ref _packed, page.PackedSize);
        var bytes = _packed.AsSpan(0, page.PackedSize);
        if (source.Read(start, bytes) < bytes.Length) throw ThriftReader.Malformed("A page breaks off.");
        _pages++;
        if (page.Crc is not { } crc) return;
        _withChecksum++;
        if (Crc32.HashToUInt32(bytes) != crc) _wrong.Add(row: null, start, Column);
    }

    private ReadOnlyMemory<byte> LevelsOfFirst(ParquetLeaf leaf, ParquetChunk chunk, ParquetPage page, Span<int> definitions, Span<int> repetitions)
    {
        Unpack(chunk.Codec, 0, page.PackedSize, ref _unpacked, page.UnpackedSize);
        var bytes = _unpacked.AsSpan(0, page.UnpackedSize);
        var at = 0;
        if (leaf.MaximumRepetition > 0) at += Levels(bytes, page.RepetitionEncoding, leaf.MaximumRepetition, repetitions);
        if (leaf.MaximumDefinition > 0) at += Levels(bytes[at..], page.DefinitionEncoding, leaf.MaximumDefinition, definitions);
        return _unpacked.AsMemory(at, page.UnpackedSize - at);
    }

    private static int Levels(ReadOnlySpan<byte> bytes, int encoding, int maximum, Span<int> levels)
    {
        const int Runs = 3, Packed = 4;
        var width = ParquetBits.WidthOf(maximum);
        if (encoding == Packed)
        {
            ParquetBits.DecodeBigEndian(bytes, width, levels);
            return (int)((((long)levels.Length * width) + 7) / 8);
        }

        if (encoding != Runs) throw ThriftReader.Malformed($"A page has levels of the encoding {encoding}.");
        if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var length && length > bytes.Length - 4) throw ThriftReader.Malformed("The levels of a page leave it.");
        ParquetBits.DecodeRuns(bytes.Slice(4, (int)length), width, levels);
        return 4 + (int)length;
    }

    private ReadOnlyMemory<byte> LevelsOfSecond(ParquetLeaf leaf, ParquetChunk chunk, ParquetPage page, Span<int> definitions, Span<int> repetitions)
    {
        var levels = (long)page.RepetitionBytes + page.DefinitionBytes;
        if (page.RepetitionBytes < 0 || page.DefinitionBytes < 0 || levels > page.PackedSize || levels > page.UnpackedSize) throw ThriftReader.Malformed("The levels of a page leave it.");
        var packed = _packed.AsSpan(0, page.PackedSize);
        if (leaf.MaximumRepetition > 0) ParquetBits.DecodeRuns(packed[..page.RepetitionBytes], ParquetBits.WidthOf(leaf.MaximumRepetition), repetitions);
        if (leaf.MaximumDefinition > 0) ParquetBits.DecodeRuns(packed.Slice(page.RepetitionBytes, page.DefinitionBytes), ParquetBits.WidthOf(leaf.MaximumDefinition), definitions);
        var size = page.UnpackedSize - (int)levels;
        // Writers leave a page of nulls without any packed byte.
        if (packed.Length > levels || size > 0) Unpack(page.IsPacked ? chunk.Codec : 0, (int)levels, packed.Length - (int)levels, ref _unpacked, size);
        return _unpacked.AsMemory(0, size);
    }

    /// <param name="codec">How the bytes are packed.</param>
    /// <param name="start">Where in the page they begin.</param>
    /// <param name="length">How many they are.</param>
    /// <param name="target">Takes the unpacked bytes; a larger buffer may replace it.</param>
    /// <param name="size">Bytes that must come out.</param>
    private void Unpack(int codec, int start, int length, ref byte[] target, int size)
    {
        const int LongestOfSnappy = 22, LongestOfLz4 = 256;
        if (size == 0 && length <= 1) return;
        var widest = codec switch { 0 => 1, 1 => LongestOfSnappy, 5 or 7 => LongestOfLz4, _ => int.MaxValue };
        var isDone = BlockDecompressor.IsPlausible(length, size, widest);
        if (isDone && codec is 0 or 1 or 5 or 7) Grow(ref target, size);
        var packed = _packed.AsSpan(start, length);
        isDone = isDone && codec switch
        {
            0 => length == size && packed.TryCopyTo(target),
            1 => BlockDecompressor.Snappy(packed, target.AsSpan(0, size)),
            2 => BlockDecompressor.Streamed(() => new GZipStream(new MemoryStream(_packed, start, length, writable: false), CompressionMode.Decompress), ref target, size, token),
            4 => BlockDecompressor.Streamed(() => new BrotliStream(new MemoryStream(_packed, start, length, writable: false), CompressionMode.Decompress), ref target, size, token),
            5 => BlockDecompressor.Lz4Hadoop(packed, target.AsSpan(0, size)) || BlockDecompressor.Lz4(packed, target.AsSpan(0, size)) || Framed(ArtifactFormat.Lz4, start, length, ref target, size),
            6 => Framed(ArtifactFormat.Zstandard, start, length, ref target, size),
            7 => BlockDecompressor.Lz4(packed, target.AsSpan(0, size)),
            _ => throw ThriftReader.Malformed($"The pages are packed by the codec {(codec == 3 ? "LZO" : codec)}, which is not read."),
        };
        if (!isDone) throw ThriftReader.Malformed("A page cannot be unpacked to the length that its header states.");
    }

    private bool Framed(ArtifactFormat format, int start, int length, ref byte[] target, int size)
    {
        using var packed = new MemorySource(_packed.AsMemory(start, length));
        using var content = BlockDecompressor.Expanded(packed, format, size, limits.ToArtifactLimits(), token);
        if (content is null) return false;
        Grow(ref target, size);
        return content.Read(0, target.AsSpan(0, size)) == size;
    }

    private static void Grow<T>(ref T[] buffer, int needed)
    {
        if (buffer.Length >= needed) return;
        ArrayPool<T>.Shared.Return(buffer);
        buffer = ArrayPool<T>.Shared.Rent(needed);
    }
}
