using System.Buffers.Binary;
using System.Text;
using MlSecPol.Engine.Models.Hdf5;

namespace MlSecPol.Engine.Tests.Models.Hdf5;

/// <summary>Writes small HDF5 files byte by byte: superblock 2 and object headers of version 2, lies included.</summary>
internal sealed class Hdf5Assembler
{
    private const int SuperblockLength = 48;

    private readonly List<byte> _body = [];
    private readonly List<byte[]> _rootMessages = [];

    /// <summary>Where the next object goes.</summary>
    public long Next => SuperblockLength + _body.Count;

    public Hdf5Assembler Text(string name, string value) => Root(0xC, Attribute(name, Encoding.UTF8.GetBytes(value)));

    public Hdf5Assembler Bytes(string name, byte[] value) => Root(0xC, Attribute(name, value));

    public Hdf5Assembler SoftLink(string name, string path) => Root(6, Link(name, 1, [.. U16(path.Length), .. Encoding.UTF8.GetBytes(path)]));

    public Hdf5Assembler ExternalLink(string name, string file, string path)
    {
        byte[] target = [0, .. Encoding.UTF8.GetBytes(file), 0, .. Encoding.UTF8.GetBytes(path), 0];
        return Root(6, Link(name, 64, [.. U16(target.Length), .. target]));
    }

    public Hdf5Assembler UserLink(string name) => Root(6, Link(name, 200, [.. U16(2), 1, 2]));

    public Hdf5Assembler HardLink(string name, long address) => Root(6, Link(name, 0, U64(address)));

    /// <summary>An array of 32-bit numbers; its bytes are written where nothing else is stated.</summary>
    public Hdf5Assembler Array(string name, long elements, long? address = null, long? size = null)
    {
        var place = address ?? Next;
        if (address is null) _body.AddRange(new byte[elements * 4]);
        return Dataset(name, elements, Message(8, [3, 1, .. U64(place), .. U64(size ?? elements * 4)]));
    }

    /// <summary>An array whose data stands in another file.</summary>
    public Hdf5Assembler External(string name, string file)
    {
        var names = Next;
        byte[] data = [0, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(file), 0];
        _body.AddRange(LocalHeap(data));
        return Dataset(name, 4, [.. Message(7, [1, 0, 0, 0, .. U16(1), .. U16(1), .. U64(names), .. U64(8), .. U64(0), .. U64(16)]), .. Message(8, [3, 1, .. U64(-1), .. U64(16)])]);
    }

    /// <summary>An array that is put together from others; "." is this file.</summary>
    public Hdf5Assembler Virtual(string name, params string[] files)
    {
        byte[] everything = [3, 0, 0, 0, 1, 0, 0, 0, .. new byte[8]];
        List<byte> map = [0, .. U64(files.Length)];
        foreach (var file in files) map.AddRange([.. Encoding.UTF8.GetBytes(file), 0, .. "/d\0"u8, .. everything, .. everything]);
        map.AddRange(new byte[4]);
        var heap = Next;
        var padded = (map.Count + 7) & ~7;
        _body.AddRange([.. "GCOL"u8, 1, 0, 0, 0, .. U64(32 + padded), 1, 0, 0, 0, 0, 0, 0, 0, .. U64(map.Count), .. map, .. new byte[padded - map.Count], 0, 0, 0, 0, 0, 0, 0, 0, .. U64(0)]);
        return Dataset(name, 4, Message(8, [4, 3, .. U64(heap), .. U32(1)]));
    }

    /// <summary>Any message in the header of the root group.</summary>
    public Hdf5Assembler Root(byte type, byte[] data, byte flags = 0)
    {
        _rootMessages.Add(Message(type, data, flags));
        return this;
    }

    public byte[] Build(long? end = null, bool breakChecksum = false)
    {
        var root = Next;
        var header = ObjectHeader([.. _rootMessages.SelectMany(m => m)]);
        if (breakChecksum) header[^1] ^= 0xFF;
        var length = root + header.Length;
        byte[] superblock = [0x89, .. "HDF\r\n\x1a\n"u8, 2, 8, 8, 0, .. U64(0), .. U64(-1), .. U64(end ?? length), .. U64(root)];
        return [.. superblock, .. U32((int)Lookup3.Hash(superblock)), .. _body, .. header];
    }

    private Hdf5Assembler Dataset(string name, long elements, byte[] layout)
    {
        var address = Next;
        _body.AddRange(ObjectHeader([.. Message(1, [2, 1, 0, 1, .. U64(elements)]), .. Message(3, [0x11, 0x20, 0x1F, 0, .. U32(4), 0, 0, 32, 0, 23, 8, 0, 23, .. U32(127)]), .. layout]));
        return HardLink(name, address);
    }

    private byte[] LocalHeap(byte[] data) => [.. "HEAP"u8, 0, 0, 0, 0, .. U64(data.Length), .. U64(1), .. U64(Next + 32), .. data];

    private static byte[] ObjectHeader(byte[] messages)
    {
        byte[] header = [.. "OHDR"u8, 2, 2, .. U32(messages.Length), .. messages];
        return [.. header, .. U32((int)Lookup3.Hash(header))];
    }

    private static byte[] Message(byte type, byte[] data, byte flags = 0) => [type, .. U16(data.Length), flags, .. data];

    private static byte[] Attribute(string name, byte[] value)
    {
        var text = Encoding.UTF8.GetBytes(name + "\0");
        return [3, 0, .. U16(text.Length), .. U16(8), .. U16(4), 1, .. text, 0x13, 0, 0, 0, .. U32(value.Length), 2, 0, 0, 0, .. value];
    }

    private static byte[] Link(string name, byte kind, byte[] target)
    {
        var text = Encoding.UTF8.GetBytes(name);
        return [1, 8, kind, (byte)text.Length, .. text, .. target];
    }

    private static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] U32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
