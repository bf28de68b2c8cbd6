namespace MlSecPol.Engine.Datasets.Files.Containers;

/// <summary>Tells from the header of an <c>.npy</c> file (NEP 1) whether the elements are Python objects. The header is a literal of Python; only its quoted texts are looked at.</summary>
internal static class ObjectArray
{
    private const int Prefix = 8;

    /// <summary>Whether a type of the header is that of objects; also where the header does not end within the bytes given, as far as they go.</summary>
    internal static bool IsOne(ReadOnlySpan<byte> head)
    {
        if (head.Length <= Prefix + 4) return false;
        var wide = head[6] >= 2;
        var length = wide ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(head[Prefix..]) : System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(head[Prefix..]);
        var header = head[(Prefix + (wide ? 4 : 2))..];
        header = header[..(int)Math.Min(length, (uint)header.Length)];
        var begin = header.IndexOf("descr"u8);
        if (begin < 0) return false;
        header = header[(begin + "descr".Length + 1)..];
        while (header.IndexOfAny((byte)'\'', (byte)'"') is >= 0 and var open)
        {
            var quote = header[open];
            header = header[(open + 1)..];
            var close = header.IndexOf(quote);
            if (close < 0) return false;
            if (IsObject(header[..close])) return true;
            header = header[(close + 1)..];
        }

        return false;
    }

    /// <summary>A byte order or none, the letter O, and a size or none.</summary>
    private static bool IsObject(ReadOnlySpan<byte> type)
    {
        type = type.TrimStart("<>|="u8);
        return !type.IsEmpty && type[0] == (byte)'O' && type[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }
}
