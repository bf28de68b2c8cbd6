using System.Text;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>The heap that holds the names of an old group or of external files.</summary>
internal static class Hdf5LocalHeap
{
    /// <summary>The data of the heap.</summary>
    internal static byte[] Read(Hdf5Space space, long address)
    {
        var head = space.Cursor(space.Read(address, 8 + (2L * space.LengthSize) + space.OffsetSize));
        head.Expect("HEAP"u8);
        head.Skip(4);
        var size = head.Length();
        head.Length();
        return space.Read(head.Address(), size);
    }

    /// <summary>The text at a place of the heap.</summary>
    internal static string Text(ReadOnlySpan<byte> heap, long offset)
    {
        if (offset < 0 || offset >= heap.Length) throw Hdf5Cursor.Malformed("a name outside of its heap");
        var rest = heap[(int)offset..];
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }
}
