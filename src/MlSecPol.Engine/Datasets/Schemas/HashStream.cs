using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts.Expansion;

namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>The hashes of the values of a column by row: in memory while they are few, in a temporary file from then on.</summary>
internal sealed class HashStream(int bufferedBytes) : IDisposable
{
    private const int EntryLength = 24;
    private const int EntriesPerChunk = 2048;

    private readonly SpillSource _source = new(bufferedBytes);
    private readonly byte[] _chunk = new byte[EntryLength * EntriesPerChunk];
    private int _filled;

    internal void Add(long row, UInt128 hash)
    {
        if (_filled == _chunk.Length) Flush();
        var entry = _chunk.AsSpan(_filled, EntryLength);
        BinaryPrimitives.WriteInt64LittleEndian(entry, row);
        BinaryPrimitives.WriteUInt128LittleEndian(entry[8..], hash);
        _filled += EntryLength;
    }

    /// <summary>The hashes in the order of their rows.</summary>
    internal IEnumerable<(long Row, UInt128 Hash)> Read()
    {
        Flush();
        var chunk = new byte[_chunk.Length];
        for (long at = 0; at < _source.Length;)
        {
            var read = _source.Read(at, chunk);
            for (var i = 0; i < read; i += EntryLength)
                yield return (BinaryPrimitives.ReadInt64LittleEndian(chunk.AsSpan(i)), BinaryPrimitives.ReadUInt128LittleEndian(chunk.AsSpan(i + 8)));
            at += read;
        }
    }

    public void Dispose() => _source.Dispose();

    private void Flush()
    {
        _source.Append(_chunk.AsSpan(0, _filled));
        _filled = 0;
    }
}
