namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Finds objects of variable length in the collections of the global heap. A collection is read once.</summary>
internal sealed class Hdf5GlobalHeap(Hdf5Space space)
{
    private const int Remembered = 64;
    private const int ReadAtOnce = 1 << 14;

    private readonly Dictionary<long, Dictionary<int, (long Address, long Length)>> _collections = [];

    /// <summary>Bytes of the object, at most <paramref name="longest"/> of them.</summary>
    internal byte[] Read(long collection, long index, long longest)
    {
        if (!_collections.TryGetValue(collection, out var objects))
        {
            if (_collections.Count >= Remembered) _collections.Clear();
            objects = _collections[collection] = ReadCollection(collection);
        }

        if (!objects.TryGetValue((int)Math.Min(index, int.MaxValue), out var place)) throw Hdf5Cursor.Malformed("a reference to an object that its heap does not have");
        return space.Read(place.Address, Math.Min(place.Length, longest));
    }

    private Dictionary<int, (long Address, long Length)> ReadCollection(long address)
    {
        var prefix = 8 + space.LengthSize;
        var head = space.Cursor(space.Read(address, prefix));
        head.Expect("GCOL"u8);
        head.Skip(4);
        var size = Math.Min(head.Length(), space.Length - address);
        var end = address + size;
        var objects = new Dictionary<int, (long, long)>();

        // Of long collections only the prefixes are read; a long text is fetched when it is asked for.
        var whole = size <= ReadAtOnce ? space.Read(address, size) : null;
        for (var at = address + prefix; end - at >= prefix;)
        {
            var fields = space.Cursor(whole is null ? space.Read(at, prefix) : whole.AsSpan((int)(at - address), prefix));
            var index = fields.UInt16();
            fields.Skip(6);
            var length = fields.Length();
            if (index == 0) break;
            if (length > end - at - prefix) throw Hdf5Cursor.Malformed("an object that leaves its heap");
            objects.TryAdd(index, (at + prefix, length));
            at += prefix + ((length + 7) & ~7L);
        }

        return objects;
    }
}
