using System.Numerics;

namespace MlSecPol.Engine.Datasets.Statistics;

/// <summary>How integers of any size stand in a state.</summary>
internal static class StateFormat
{
    internal static void Write(BinaryWriter writer, BigInteger value)
    {
        // Sums of doubles end in long runs of zeros.
        var zeros = 0;
        var bytes = value.ToByteArray();
        while (zeros < bytes.Length - 1 && bytes[zeros] == 0) zeros++;
        writer.Write7BitEncodedInt(zeros);
        writer.Write7BitEncodedInt(bytes.Length - zeros);
        writer.Write(bytes.AsSpan(zeros));
    }

    internal static void Write(BinaryWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Write7BitEncodedInt(bytes.Length);
        writer.Write(bytes);
    }
}
