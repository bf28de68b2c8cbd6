using System.Text;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>An attribute with its first values, as far as they are text or bytes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its first values; none for numbers.</param>
internal sealed record Hdf5Attribute(string Name, IReadOnlyList<byte[]> Values)
{
    private const int MostValues = 16;
    private const long LongestValue = 1 << 16;
    private const byte SharedType = 1;

    /// <summary>Reads an attribute message.</summary>
    /// <param name="space">The file.</param>
    /// <param name="heap">Its texts of variable length.</param>
    /// <param name="message">The message.</param>
    /// <param name="isWanted">Whether values of an attribute of that name are read whole.</param>
    internal static Hdf5Attribute Read(Hdf5Space space, Hdf5GlobalHeap heap, ReadOnlySpan<byte> message, Func<string, bool> isWanted)
    {
        var cursor = space.Cursor(message);
        var version = cursor.Byte();
        if (version is < 1 or > 3) throw Hdf5Cursor.Malformed("an attribute of unknown version");
        var flags = cursor.Byte();
        var (nameSize, typeSize, shapeSize) = (cursor.UInt16(), cursor.UInt16(), cursor.UInt16());
        if (version == 3) cursor.Skip(1);
        var name = Encoding.UTF8.GetString(cursor.Take(Padded(nameSize)).TrimEnd((byte)0));
        var type = Hdf5Datatype.Read(space, cursor.Take(Padded(typeSize)), version > 1 && (flags & SharedType) != 0);
        var elements = Math.Min(Hdf5Dataspace.Elements(space, cursor.Take(Padded(shapeSize))), MostValues);
        var values = new List<byte[]>();
        var longest = isWanted(name) ? long.MaxValue : LongestValue;
        for (var i = 0; i < elements && type is not null; i++)
        {
            if (type.IsVariableText)
            {
                cursor.Skip(4);
                var (collection, index) = (cursor.Address(), cursor.UInt32());
                values.Add(collection is Hdf5Cursor.Undefined or 0 ? [] : heap.Read(collection, index, longest));
            }
            else if (type.Class is Hdf5TypeClass.Text or Hdf5TypeClass.Opaque)
            {
                var value = cursor.Take(type.Size);
                values.Add(value[..(int)Math.Min(value.Length, longest)].ToArray());
            }
            else
            {
                break;
            }
        }

        return new Hdf5Attribute(name, values);

        long Padded(int size) => version == 1 ? (size + 7) & ~7 : size;
    }
}
