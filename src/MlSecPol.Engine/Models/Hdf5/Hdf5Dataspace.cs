namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Reads shapes.</summary>
internal static class Hdf5Dataspace
{
    private const int Null = 2;

    /// <summary>How many elements there are; the largest number where the product leaves 64 bits.</summary>
    internal static long Elements(Hdf5Space space, ReadOnlySpan<byte> message)
    {
        var cursor = space.Cursor(message);
        var version = cursor.Byte();
        if (version is not (1 or 2)) throw Hdf5Cursor.Malformed("a shape of unknown version");
        var rank = cursor.Byte();
        cursor.Skip(1);
        var kind = version == 2 ? cursor.Byte() : 0;
        if (kind == Null) return 0;
        if (version == 1) cursor.Skip(5);
        long product = 1;
        for (var i = 0; i < rank; i++)
        {
            var size = cursor.Length();
            if (size == 0) return 0;
            product = product > long.MaxValue / size ? long.MaxValue : product * size;
        }

        return product;
    }
}
