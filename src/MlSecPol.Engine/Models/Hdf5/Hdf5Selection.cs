namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Passes over selections, which stand between the file names of a virtual dataset.</summary>
internal static class Hdf5Selection
{
    private const int Nothing = 0, Points = 1, Hyperslab = 2, Everything = 3;
    private const byte Regular = 1;

    internal static void Skip(ref Hdf5Cursor cursor)
    {
        var kind = cursor.UInt32();
        var version = cursor.UInt32();
        switch (kind)
        {
            case Nothing or Everything:
                cursor.Skip(8);
                break;
            case Points when version == 1:
            case Hyperslab when version == 1:
                cursor.Skip(4);
                cursor.Skip(cursor.UInt32());
                break;
            case Hyperslab when version == 2:
                cursor.Skip(1);
                cursor.Skip(cursor.UInt32());
                break;
            case Points when version == 2:
                var width = cursor.Byte();
                var rank = cursor.UInt32();
                cursor.Skip(Product(cursor.Number(width), rank * width));
                break;
            case Hyperslab when version == 3:
                var flags = cursor.Byte();
                width = cursor.Byte();
                rank = cursor.UInt32();
                cursor.Skip((flags & Regular) != 0 ? Product(4 * width, rank) : Product(cursor.Number(width), 2 * rank * width));
                break;
            default:
                throw Hdf5Cursor.Malformed("a selection of unknown kind");
        }
    }

    private static long Product(long a, long b) => a != 0 && b > int.MaxValue / a ? int.MaxValue : a * b;
}
