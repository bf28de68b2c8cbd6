using System.Buffers.Binary;

namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>Changes what looks like a count, a length or an offset of a binary format into another one, and moves blocks to where such numbers lead.</summary>
internal static class FieldDamage
{
    private const int Tries = 64;

    public static byte[] Apply(Random random, byte[] content, byte[] other)
    {
        if (content.Length < 8) return new Mutator(random.Next()).Mutate(content, other);
        var changed = content.ToArray();
        var field = Find(random, changed);
        if (field is not var (at, width, isBig)) return new Mutator(random.Next()).Mutate(content, other);
        var value = Get(changed.AsSpan(at, width), isBig);
        switch (random.Next(6))
        {
            case 0:
                Set(changed.AsSpan(at, width), isBig, value + random.Next(-9, 10));
                return changed;
            case 1:
                long[] edges = [0, 1, -1, 127, 255, 32767, 65535, int.MaxValue, uint.MaxValue, int.MinValue, long.MaxValue, long.MinValue, content.Length, content.Length - at, 1L << random.Next(63)];
                Set(changed.AsSpan(at, width), isBig, edges[random.Next(edges.Length)]);
                return changed;
            case 2:
                // Another place of the same file: two parts share bytes, or a part holds itself.
                Set(changed.AsSpan(at, width), isBig, random.Next(content.Length));
                return changed;
            case 3 when Find(random, changed) is var (from, size, order):
                Set(changed.AsSpan(at, width), isBig, Get(content.AsSpan(from, size), order));
                return changed;
            case 4:
                var length = random.Next(1, Math.Min(64, content.Length));
                var source = random.Next(content.Length - length + 1);
                content.AsSpan(source, length).CopyTo(changed.AsSpan(random.Next(content.Length - length + 1)));
                return changed;
            default:
                return [.. changed[..at], .. changed[(at + width)..]];
        }
    }

    /// <summary>A number that could count or lead to something in the content; null when none was met.</summary>
    private static (int At, int Width, bool IsBig)? Find(Random random, byte[] content)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var width = 1 << random.Next(4);
            var at = random.Next(3) == 0 ? random.Next(Math.Min(content.Length, 128)) : random.Next(content.Length);
            if (width > 2 && random.Next(4) != 0) at &= ~3;
            if (at + width > content.Length) continue;
            var isBig = random.Next(3) == 0;
            if (Get(content.AsSpan(at, width), isBig) is var value && value >= 0 && value <= content.Length) return (at, width, isBig);
        }

        return null;
    }

    private static long Get(ReadOnlySpan<byte> field, bool isBig)
    {
        Span<byte> wide = stackalloc byte[8];
        if (isBig)
        {
            field.CopyTo(wide[(8 - field.Length)..]);
            return BinaryPrimitives.ReadInt64BigEndian(wide);
        }

        field.CopyTo(wide);
        return BinaryPrimitives.ReadInt64LittleEndian(wide);
    }

    private static void Set(Span<byte> field, bool isBig, long value)
    {
        Span<byte> wide = stackalloc byte[8];
        if (isBig)
        {
            BinaryPrimitives.WriteInt64BigEndian(wide, value);
            wide[(8 - field.Length)..].CopyTo(field);
        }
        else
        {
            BinaryPrimitives.WriteInt64LittleEndian(wide, value);
            wide[..field.Length].CopyTo(field);
        }
    }
}
