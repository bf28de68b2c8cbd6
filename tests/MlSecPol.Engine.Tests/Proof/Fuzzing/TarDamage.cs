using System.Text;

namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>Changes fields of a tar's headers and makes their sums right again, or damages what the entries hold.</summary>
internal static class TarDamage
{
    private const int Block = 512, SizeAt = 124, SumAt = 148, SumLength = 8;

    public static byte[] Apply(Random random, byte[] content, byte[] other)
    {
        var headers = new List<int>();
        for (var at = 0; at + Block <= content.Length && content[at] != 0;)
        {
            headers.Add(at);
            var size = Octal(content.AsSpan(at + SizeAt, 11));
            if (size < 0 || size > content.Length) break;
            at += Block + (int)((size + Block - 1) / Block * Block);
        }

        if (headers.Count == 0) return FieldDamage.Apply(random, content, other);
        var changed = content.ToArray();
        var header = headers[random.Next(headers.Count)];
        if (random.Next(3) == 0)
        {
            var start = Math.Min(header + Block, content.Length);
            var length = (int)Math.Clamp(Octal(content.AsSpan(header + SizeAt, 11)), 0, content.Length - start);
            var inside = StructuredMutator.Inner(random, content[start..(start + length)], other);
            inside.AsSpan(0, Math.Min(length, inside.Length)).CopyTo(changed.AsSpan(start));
            return changed;
        }

        int[] fields = [0, 100, 108, SizeAt, 136, 156, 157, 257, 345, 482];
        var field = header + fields[random.Next(fields.Length)];
        ReadOnlySpan<byte> value = random.Next(6) switch
        {
            0 => "77777777777"u8,
            1 => [0x80, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            2 => "LKSxg012345"u8[random.Next(11)..],
            3 => "../"u8,
            4 => "0"u8,
            _ => [(byte)random.Next(256)],
        };
        value[..Math.Min(value.Length, header + Block - field)].CopyTo(changed.AsSpan(field));
        Sum(changed.AsSpan(header, Block));
        return changed;
    }

    private static long Octal(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        foreach (var digit in digits)
        {
            if (digit is >= (byte)'0' and <= (byte)'7') value = (value * 8) + (digit - '0');
            else if (digit is not (0 or (byte)' ')) return -1;
        }

        return value;
    }

    private static void Sum(Span<byte> header)
    {
        header.Slice(SumAt, SumLength).Fill((byte)' ');
        var sum = 0;
        foreach (var b in header) sum += b;
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[SumAt..]);
    }
}
