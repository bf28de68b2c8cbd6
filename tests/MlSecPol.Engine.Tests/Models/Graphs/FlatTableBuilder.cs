using System.Buffers.Binary;
using System.Text;

namespace MlSecPol.Engine.Tests.Models.Graphs;

/// <summary>Writes tables of a FlatBuffer front to back: a virtual table, its table, then what the table leads to.</summary>
internal sealed class FlatTableBuilder
{
    private readonly SortedDictionary<int, (byte[] Inline, Func<List<byte>, int>? Child)> _fields = [];

    public FlatTableBuilder Number(int field, long value, int width)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        _fields[field] = (bytes[..width], null);
        return this;
    }

    public FlatTableBuilder Text(int field, string text) => Leaf(field, Encoding.UTF8.GetBytes(text), 1);

    public FlatTableBuilder Bytes(int field, byte[] bytes) => Leaf(field, bytes, 1);

    public FlatTableBuilder Integers(int field, params int[] values)
    {
        var bytes = new byte[values.Length * 4];
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 4), values[i]);
        return Leaf(field, bytes, 4);
    }

    public FlatTableBuilder Table(int field, FlatTableBuilder table)
    {
        _fields[field] = (new byte[4], table.Write);
        return this;
    }

    public FlatTableBuilder Tables(int field, params FlatTableBuilder[] tables)
    {
        Func<List<byte>, int> child = file =>
        {
            var at = file.Count;
            Append(file, tables.Length);
            file.AddRange(new byte[4 * tables.Length]);
            for (var i = 0; i < tables.Length; i++) Patch(file, at + 4 + (4 * i), tables[i].Write(file));
            return at;
        };
        _fields[field] = (new byte[4], child);
        return this;
    }

    /// <summary>The file with this table as its root.</summary>
    public byte[] Build(string identifier)
    {
        List<byte> file = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(identifier)];
        Patch(file, 0, Write(file));
        return [.. file];
    }

    private int Write(List<byte> file)
    {
        var slots = _fields.Count == 0 ? 0 : _fields.Keys.Last() + 1;
        var virtualAt = file.Count;
        var tableAt = virtualAt + 4 + (2 * slots);
        var size = 4 + _fields.Values.Sum(f => f.Inline.Length);
        Short(file, 4 + (2 * slots));
        Short(file, size);
        var offset = 4;
        for (var i = 0; i < slots; i++)
        {
            Short(file, _fields.TryGetValue(i, out var field) ? offset : 0);
            if (field.Inline is not null) offset += field.Inline.Length;
        }

        Append(file, tableAt - virtualAt);
        foreach (var field in _fields.Values) file.AddRange(field.Inline);
        offset = tableAt + 4;
        foreach (var field in _fields.Values)
        {
            if (field.Child is not null) Patch(file, offset, field.Child(file));
            offset += field.Inline.Length;
        }

        return tableAt;
    }

    private FlatTableBuilder Leaf(int field, byte[] bytes, int width)
    {
        Func<List<byte>, int> child = file =>
        {
            var at = file.Count;
            Append(file, bytes.Length / width);
            file.AddRange(bytes);
            return at;
        };
        _fields[field] = (new byte[4], child);
        return this;
    }

    private static void Short(List<byte> file, int value)
    {
        file.Add((byte)value);
        file.Add((byte)(value >> 8));
    }

    private static void Append(List<byte> file, int value)
    {
        Short(file, value);
        Short(file, value >> 16);
    }

    private static void Patch(List<byte> file, int at, int target)
    {
        var offset = target - at;
        for (var i = 0; i < 4; i++) file[at + i] = (byte)(offset >> (8 * i));
    }
}
