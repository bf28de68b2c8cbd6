namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>What is needed of an element type.</summary>
/// <param name="Class">Its kind.</param>
/// <param name="Size">Bytes of one element.</param>
/// <param name="IsVariableText">Whether elements are texts of variable length.</param>
internal sealed record Hdf5Datatype(Hdf5TypeClass Class, long Size, bool IsVariableText)
{
    private const int MostReferences = 4;
    private const byte ClassBits = 0xF;
    private const int HeapReference = 1;

    /// <summary>Reads a type, or follows the reference to a named one.</summary>
    /// <returns>Null when the type stands in the table of shared messages, which is not read.</returns>
    internal static Hdf5Datatype? Read(Hdf5Space space, ReadOnlySpan<byte> message, bool isShared)
    {
        for (var hops = 0; isShared; hops++)
        {
            if (hops == MostReferences) throw Hdf5Cursor.Malformed("a type that refers to itself");
            if (SharedAddress(space, message) is not { } address) return null;
            var named = Hdf5ObjectHeader.Read(space, address).Find(m => m.Type == Hdf5MessageType.Datatype) ?? throw Hdf5Cursor.Malformed("a named type that is none");
            message = named.Data.Span;
            isShared = named.IsShared;
        }

        var cursor = space.Cursor(message);
        var kind = (Hdf5TypeClass)(cursor.Byte() & ClassBits);
        var bits = cursor.Byte();
        cursor.Skip(2);
        return new Hdf5Datatype(kind, cursor.UInt32(), kind == Hdf5TypeClass.VariableLength && (bits & ClassBits) == 1);
    }

    /// <summary>Where the object that a shared message refers to stands; null for the table of shared messages.</summary>
    internal static long? SharedAddress(Hdf5Space space, ReadOnlySpan<byte> message)
    {
        const int oldest = 1, newest = 3, reserved = 6;
        var cursor = space.Cursor(message);
        var version = cursor.Byte();
        var kind = cursor.Byte();
        if (version == newest && kind == HeapReference) return null;
        if (version == oldest) cursor.Skip(reserved);
        return cursor.Address();
    }
}
