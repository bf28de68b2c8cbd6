namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>A named link of a group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Where it leads.</param>
/// <param name="Address">The header of the object, for a hard link.</param>
/// <param name="File">The other file, for an external link.</param>
/// <param name="Path">The path inside of the file, for soft and external links.</param>
internal sealed record Hdf5Link(string Name, Hdf5LinkKind Kind, long Address, string? File, string? Path)
{
    private const byte HasKind = 8, HasCreationOrder = 4, HasCharacterSet = 0x10, LengthBits = 3;
    private const int SoftKind = 1, ExternalKind = 64;

    /// <summary>Reads a link message, as it stands in headers and in dense storage.</summary>
    internal static Hdf5Link Read(Hdf5Space space, ReadOnlySpan<byte> message)
    {
        var cursor = space.Cursor(message);
        if (cursor.Byte() != 1) throw Hdf5Cursor.Malformed("a link of unknown version");
        var flags = cursor.Byte();
        var kind = (flags & HasKind) != 0 ? cursor.Byte() : 0;
        if ((flags & HasCreationOrder) != 0) cursor.Skip(8);
        if ((flags & HasCharacterSet) != 0) cursor.Skip(1);
        var name = System.Text.Encoding.UTF8.GetString(cursor.Take(cursor.Number(1 << (flags & LengthBits))));
        switch (kind)
        {
            case 0:
                return new Hdf5Link(name, Hdf5LinkKind.Hard, cursor.Address(), null, null);
            case SoftKind:
                return new Hdf5Link(name, Hdf5LinkKind.Soft, Hdf5Cursor.Undefined, null, System.Text.Encoding.UTF8.GetString(cursor.Take(cursor.UInt16())));
            case ExternalKind:
                var target = space.Cursor(cursor.Take(cursor.UInt16()));
                target.Skip(1);
                return new Hdf5Link(name, Hdf5LinkKind.External, Hdf5Cursor.Undefined, target.Text(), target.Text());
            default:
                return new Hdf5Link(name, Hdf5LinkKind.UserDefined, Hdf5Cursor.Undefined, null, null);
        }
    }
}
