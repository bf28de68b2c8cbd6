namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>Takes fields out of a protobuf message, doubles them, changes numbers, wire types and what is inside, and writes all lengths around anew.</summary>
internal static class ProtobufDamage
{
    private const int Deepest = 12;

    public static byte[] OrText(Random random, byte[] content, byte[] other) =>
        Fields(content) is null || random.Next(8) == 0 ? TextDamage.Apply(random, content, other) : Apply(random, content, other, 0);

    private static byte[] Apply(Random random, byte[] content, byte[] other, int depth)
    {
        if (Fields(content) is not { Count: > 0 } fields) return new Mutator(random.Next()).Mutate(content, other);
        var at = random.Next(fields.Count);
        var field = fields[at];
        // Deeper in as a rule: there is more of it.
        if (field is { Wire: 2, Value.Length: > 1 } && depth < Deepest && random.Next(4) != 0)
        {
            var inside = Fields(field.Value) is { Count: > 0 } ? Apply(random, field.Value, other, depth + 1) : Leaf(random, field.Value, other);
            fields[at] = field with { Value = inside };
            return [.. fields.SelectMany(f => f.Write())];
        }

        switch (random.Next(7))
        {
            case 0: fields.RemoveAt(at); break;
            case 1: fields.InsertRange(at, Enumerable.Repeat(field, random.Next(1, 200))); break;
            case 2: fields[at] = field with { Wire = random.Next(8) }; break;
            case 3: fields[at] = field with { Number = (ulong)random.NextInt64() >> random.Next(64) }; break;
            case 4: fields[at] = new Field(field.Number, 0, Varint((ulong)random.NextInt64() >> random.Next(64))); break;
            case 5: fields[at] = new Field(field.Number, 2, Nested(random, field)); break;
            default: fields[at] = field with { Claimed = (ulong)random.NextInt64() >> random.Next(63) }; break;
        }

        return [.. fields.SelectMany(f => f.Write())];
    }

    // The field inside of itself, many times over.
    private static byte[] Nested(Random random, Field field)
    {
        var nested = field.Write();
        for (var levels = random.Next(1, 300); levels > 0 && nested.Length < 100_000; levels--) nested = new Field(field.Number, 2, nested).Write();
        return nested;
    }

    private static byte[] Leaf(Random random, byte[] value, byte[] other) => random.Next(3) switch
    {
        0 => TextDamage.Apply(random, value, other),
        1 => FieldDamage.Apply(random, value, other),
        _ => [],
    };

    private static List<Field>? Fields(byte[] content)
    {
        var fields = new List<Field>();
        for (var at = 0; at < content.Length;)
        {
            if (Read(content, ref at) is not { } tag || tag >> 3 == 0) return null;
            var wire = (int)(tag & 7);
            var start = at;
            if (wire == 0)
            {
                if (Read(content, ref at) is null) return null;
            }
            else if (wire is 1 or 5) at += wire == 1 ? 8 : 4;
            else if (wire == 2)
            {
                if (Read(content, ref at) is not { } length || length > (ulong)(content.Length - at)) return null;
                start = at;
                at += (int)length;
            }
            else if (wire is not (3 or 4)) return null;
            if (at > content.Length) return null;
            fields.Add(new Field(tag >> 3, wire, content[start..at]));
        }

        return fields;
    }

    private static ulong? Read(byte[] content, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64 && at < content.Length; shift += 7)
        {
            var b = content[at++];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return value;
        }

        return null;
    }

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    private sealed record Field(ulong Number, int Wire, byte[] Value, ulong? Claimed = null)
    {
        public byte[] Write() => Wire == 2
            ? [.. Varint((Number << 3) | 2), .. Varint(Claimed ?? (ulong)Value.Length), .. Value]
            : [.. Varint((Number << 3) | (uint)Wire), .. Value];
    }
}
