using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace MlSecPol.Engine.Tests.Artifacts;

/// <summary>Writes zip archives byte by byte, lies included.</summary>
internal sealed class ZipAssembler
{
    private readonly List<byte> _file = [];
    private readonly List<byte[]> _entries = [];

    public ZipAssembler Add(string name, byte[] content, int method = 0, string? localName = null, int flags = 0, int? localFlags = null, uint? crc = null,
        long? size = null, long? localSize = null, bool listed = true, byte[]? extra = null, int madeBy = 20, uint attributes = 0, bool descriptor = false)
    {
        var data = method == 8 ? Deflate(content) : content;
        var sum = crc ?? Crc32.HashToUInt32(content);
        if (descriptor) flags |= 8;
        var offset = _file.Count;
        var raw = Encoding.UTF8.GetBytes(localName ?? name);
        _file.AddRange(Record(30, h =>
        {
            "PK\x03\x04"u8.CopyTo(h);
            Common(h[4..], localFlags ?? flags, method, descriptor ? 0 : sum, descriptor ? 0 : (uint)data.Length, descriptor ? 0 : (uint)(localSize ?? size ?? content.Length));
            BinaryPrimitives.WriteUInt16LittleEndian(h[26..], (ushort)raw.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(h[28..], (ushort)(extra?.Length ?? 0));
        }));
        _file.AddRange(raw);
        _file.AddRange(extra ?? []);
        _file.AddRange(data);
        if (descriptor)
        {
            _file.AddRange(Record(16, h =>
            {
                "PK\x07\x08"u8.CopyTo(h);
                BinaryPrimitives.WriteUInt32LittleEndian(h[4..], sum);
                BinaryPrimitives.WriteUInt32LittleEndian(h[8..], (uint)data.Length);
                BinaryPrimitives.WriteUInt32LittleEndian(h[12..], (uint)content.Length);
            }));
        }

        if (!listed) return this;
        var listedName = Encoding.UTF8.GetBytes(name);
        _entries.Add([.. Record(46, h =>
        {
            "PK\x01\x02"u8.CopyTo(h);
            BinaryPrimitives.WriteUInt16LittleEndian(h[4..], (ushort)madeBy);
            Common(h[6..], flags, method, sum, (uint)data.Length, (uint)(size ?? content.Length));
            BinaryPrimitives.WriteUInt16LittleEndian(h[28..], (ushort)listedName.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(h[38..], attributes);
            BinaryPrimitives.WriteUInt32LittleEndian(h[42..], (uint)offset);
        }), .. listedName]);
        return this;
    }

    public ZipAssembler Raw(byte[] bytes)
    {
        _file.AddRange(bytes);
        return this;
    }

    public byte[] Build(string comment = "")
    {
        var start = _file.Count;
        foreach (var entry in _entries) _file.AddRange(entry);
        var size = _file.Count - start;
        var note = Encoding.UTF8.GetBytes(comment);
        _file.AddRange(Record(22, h =>
        {
            "PK\x05\x06"u8.CopyTo(h);
            BinaryPrimitives.WriteUInt16LittleEndian(h[8..], (ushort)_entries.Count);
            BinaryPrimitives.WriteUInt16LittleEndian(h[10..], (ushort)_entries.Count);
            BinaryPrimitives.WriteUInt32LittleEndian(h[12..], (uint)size);
            BinaryPrimitives.WriteUInt32LittleEndian(h[16..], (uint)start);
            BinaryPrimitives.WriteUInt16LittleEndian(h[20..], (ushort)note.Length);
        }));
        _file.AddRange(note);
        return [.. _file];
    }

    private static byte[] Deflate(byte[] content)
    {
        var target = new MemoryStream();
        using (var stream = new DeflateStream(target, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(content);
        return target.ToArray();
    }

    private static byte[] Record(int length, Action<Span<byte>> fill)
    {
        var bytes = new byte[length];
        fill(bytes);
        return bytes;
    }

    private static void Common(Span<byte> at, int flags, int method, uint crc, uint compressed, uint size)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(at, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(at[2..], (ushort)flags);
        BinaryPrimitives.WriteUInt16LittleEndian(at[4..], (ushort)method);
        BinaryPrimitives.WriteUInt32LittleEndian(at[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(at[14..], compressed);
        BinaryPrimitives.WriteUInt32LittleEndian(at[18..], size);
    }
}
