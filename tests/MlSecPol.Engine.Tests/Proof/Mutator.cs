using System.Buffers.Binary;

namespace MlSecPol.Engine.Tests.Proof;

/// <summary>Damages content the way that transfers and attackers do. The same seed gives the same damage.</summary>
internal sealed class Mutator(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Damages a copy of <paramref name="content"/> in one to three ways; <paramref name="other"/> gives foreign parts.</summary>
    public byte[] Mutate(ReadOnlySpan<byte> content, ReadOnlySpan<byte> other)
    {
        var mutated = content.ToArray();
        for (var rounds = _random.Next(1, 4); rounds > 0; rounds--)
        {
            mutated = _random.Next(7) switch
            {
                0 => FlipBits(mutated),
                1 => mutated[.._random.Next(mutated.Length + 1)],
                2 => Splice(mutated, other),
                3 => TamperBinaryLength(mutated),
                4 => TamperDecimalNumber(mutated),
                5 => Insert(mutated),
                _ => DuplicateChunk(mutated),
            };
        }

        return mutated;
    }

    private byte[] FlipBits(byte[] content)
    {
        if (content.Length == 0) return content;
        for (var flips = _random.Next(1, 9); flips > 0; flips--) content[Place(content.Length)] ^= (byte)(1 << _random.Next(8));
        return content;
    }

    private byte[] Splice(ReadOnlySpan<byte> content, ReadOnlySpan<byte> other) =>
        [.. content[.._random.Next(content.Length + 1)], .. other[_random.Next(other.Length + 1)..]];

    private byte[] TamperBinaryLength(byte[] content)
    {
        var width = 1 << _random.Next(4);
        if (content.Length < width) return content;
        long[] values = [0, 1, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, ushort.MaxValue, content.Length - 1, content.Length, content.Length + 1, _random.NextInt64()];
        Span<byte> field = stackalloc byte[8];
        var value = values[_random.Next(values.Length)];
        var isBigEndian = _random.Next(4) == 0;
        if (isBigEndian) BinaryPrimitives.WriteInt64BigEndian(field, value);
        else BinaryPrimitives.WriteInt64LittleEndian(field, value);
        (isBigEndian ? field[^width..] : field[..width]).CopyTo(content.AsSpan(Math.Min(Place(content.Length), content.Length - width)));
        return content;
    }

    private byte[] TamperDecimalNumber(byte[] content)
    {
        if (content.Length == 0) return content;
        var start = content.AsSpan(_random.Next(content.Length)).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0) start = content.AsSpan().IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0) return content;
        var end = start;
        while (end < content.Length && content[end] is >= (byte)'0' and <= (byte)'9') end++;
        ReadOnlySpan<byte> number = _random.Next(5) switch
        {
            0 => "0"u8,
            1 => "-1"u8,
            2 => "18446744073709551616"u8,
            3 => "9223372036854775807"u8,
            _ => "1e999"u8,
        };
        return [.. content.AsSpan(0, start), .. number, .. content.AsSpan(end)];
    }

    private byte[] Insert(byte[] content)
    {
        var inserted = new byte[_random.Next(1, 65)];
        if (_random.Next(2) == 0) _random.NextBytes(inserted);
        else Array.Fill(inserted, (byte)_random.Next(256));
        var at = _random.Next(content.Length + 1);
        return [.. content.AsSpan(0, at), .. inserted, .. content.AsSpan(at)];
    }

    private byte[] DuplicateChunk(byte[] content)
    {
        var start = _random.Next(content.Length + 1);
        var chunk = content.AsSpan(start, Math.Min(_random.Next(1, 4097), content.Length - start));
        var at = _random.Next(content.Length + 1);
        List<byte> longer = [.. content.AsSpan(0, at)];
        for (var times = _random.Next(1, 5); times > 0; times--) longer.AddRange(chunk);
        longer.AddRange(content.AsSpan(at));
        return [.. longer];
    }

    // Structure stands at the ends of most formats, so half of the damage goes there.
    private int Place(int length) => _random.Next(4) switch
    {
        0 => _random.Next(Math.Min(length, 64)),
        1 => length - 1 - _random.Next(Math.Min(length, 64)),
        _ => _random.Next(length),
    };
}
