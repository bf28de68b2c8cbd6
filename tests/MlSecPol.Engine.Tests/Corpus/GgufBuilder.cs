using System.Buffers.Binary;
using System.Text;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Writes GGUF files byte by byte, also ones that lie.</summary>
internal sealed class GgufBuilder(uint version = 3, bool isBigEndian = false)
{
    private readonly List<byte> _pairs = [];
    private readonly List<byte> _tensors = [];
    private ulong _pairCount;
    private ulong _tensorCount;
    private int _alignment = 32;
    private ulong _dataLength;

    /// <summary>Counts to write instead of the true ones.</summary>
    public ulong? ClaimedPairs { get; init; }

    public ulong? ClaimedTensors { get; init; }

    /// <summary>Bytes of data to write instead of the right number.</summary>
    public int? DataLength { get; init; }

    public GgufBuilder Text(string key, string value) => Pair(key, 8, [.. Length((ulong)Encoding.UTF8.GetByteCount(value)), .. Encoding.UTF8.GetBytes(value)]);

    public GgufBuilder UInt32(string key, uint value)
    {
        if (key == "general.alignment" && value is > 0 and < 4096) _alignment = (int)value;
        return Pair(key, 4, Number(value));
    }

    public GgufBuilder Array(string key, uint type, ulong count, params byte[] elements) => Pair(key, 9, [.. Number(type), .. Length(count), .. elements]);

    public GgufBuilder Texts(string key, params string[] values) => Array(key, 8, (ulong)values.Length, [.. values.SelectMany(Name)]);

    public GgufBuilder Pair(string key, uint type, byte[] value)
    {
        _pairs.AddRange([.. Name(key), .. Number(type), .. value]);
        _pairCount++;
        return this;
    }

    /// <summary>A pair whose bytes are given whole.</summary>
    public GgufBuilder Raw(params byte[] pair)
    {
        _pairs.AddRange(pair);
        _pairCount++;
        return this;
    }

    public GgufBuilder Tensor(string name, uint type, ulong offset, ulong size, params ulong[] dimensions)
    {
        _tensors.AddRange([.. Name(name), .. Number((uint)dimensions.Length), .. dimensions.SelectMany(Length), .. Number(type), .. Wide(offset)]);
        _tensorCount++;
        _dataLength = Math.Max(_dataLength, offset < 1 << 20 && size < 1 << 20 ? offset + size : 0);
        return this;
    }

    public byte[] Build()
    {
        List<byte> file = [.. "GGUF"u8, .. Number(version), .. Length(ClaimedTensors ?? _tensorCount), .. Length(ClaimedPairs ?? _pairCount), .. _pairs, .. _tensors];
        if (_tensorCount == 0) return [.. file];
        file.AddRange(new byte[(_alignment - (file.Count % _alignment)) % _alignment]);
        file.AddRange(new byte[DataLength ?? (int)(_dataLength + (((ulong)_alignment - (_dataLength % (ulong)_alignment)) % (ulong)_alignment))]);
        return [.. file];
    }

    public byte[] Name(string text) => [.. Length((ulong)Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    public byte[] Number(uint value)
    {
        var bytes = new byte[4];
        if (isBigEndian) BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    public byte[] Wide(ulong value)
    {
        var bytes = new byte[8];
        if (isBigEndian) BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        else BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }

    private byte[] Length(ulong value) => version == 1 ? Number((uint)value) : Wide(value);
}
