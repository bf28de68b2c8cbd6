using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Mxnet;

/// <summary>Reads the parameters of MXNet models: a list of arrays and a list of their names. Bytes of arrays are passed over.</summary>
internal static class MxnetArraysReader
{
    private const uint Version1 = 0xF993FAC8, Version2 = 0xF993FAC9, Version3 = 0xF993FACA;
    private const int Dense = 0, RowSparse = 1, CompressedRows = 2;
    private const int MostDimensions = 32;
    private const int LongestName = 160;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        using var cursor = new ByteCursor(content, facts.Token);
        cursor.Skip(16);
        var count = Count(cursor, 4, "arrays", member, facts);
        for (long i = 0; i < count; i++)
        {
            facts.Token.ThrowIfCancellationRequested();
            ReadArray(cursor, $"array {i}", member, facts);
        }

        var names = Count(cursor, 8, "names", member, facts);
        if (names != 0 && names != count) facts.AddDefect(HeaderDefectKind.SizeMismatch, member, cursor.Position - 8, "names", $"There are {names} names for {count} arrays.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (long i = 0; i < names; i++)
        {
            var length = Count(cursor, 1, "bytes of a name", member, facts);
            var text = length <= LongestName ? Encoding.UTF8.GetString(cursor.Take((int)length)) : null;
            if (text is null) cursor.Skip(length);
            else if (!seen.Add(text)) facts.AddDefect(HeaderDefectKind.DuplicateKey, member, cursor.Position, text, $"The name '{text}' stands twice; readers differ in which array they take.");
        }

        if (cursor.Remaining > 0) UnownedReader.Read(content, new ByteRange(cursor.Position, content.Length), member, depth, facts);
    }

    private static long Count(ByteCursor cursor, int width, string what, string? member, FactsBuilder facts)
    {
        var at = cursor.Position;
        var count = cursor.ReadInt64LittleEndian();
        if (count < 0 || count > cursor.Remaining / width) throw Broken(at, what, $"The file claims {count} {what}; {cursor.Remaining} bytes are left.", member, facts);
        return count;
    }

    private static void ReadArray(ByteCursor cursor, string array, string? member, FactsBuilder facts)
    {
        var at = cursor.Position;
        var magic = (uint)cursor.ReadInt32LittleEndian();
        if (magic is Version2 or Version3)
        {
            var storage = cursor.ReadInt32LittleEndian();
            var auxiliaries = storage switch { Dense => 0, RowSparse => 1, CompressedRows => 2, _ => -1 };
            if (auxiliaries < 0) throw Broken(at, array, $"The {array} has the unknown storage {storage}.", member, facts);
            var stored = auxiliaries > 0 ? Shape(cursor, array, wide: true, member, facts) : null;
            var shape = Shape(cursor, array, wide: true, member, facts);
            if (shape is null) return;
            cursor.Skip(8);
            var width = Width(cursor, array, member, facts);
            var lengths = new List<long>();
            for (var i = 0; i < auxiliaries; i++)
            {
                var auxiliaryWidth = Width(cursor, array, member, facts);
                lengths.Add(Product(Shape(cursor, array, wide: true, member, facts) ?? [], auxiliaryWidth, array, at, member, facts));
            }

            Skip(cursor, Product(stored ?? shape, width, array, at, member, facts), array, at, member, facts);
            foreach (var length in lengths) Skip(cursor, length, array, at, member, facts);
            return;
        }

        // Before, the magic was the number of dimensions.
        var old = magic == Version1 ? Shape(cursor, array, wide: true, member, facts) : Dimensions(cursor, (int)Math.Min(magic, int.MaxValue), array, wide: false, member, facts);
        if (old is null || old.Count == 0) return;
        cursor.Skip(8);
        Skip(cursor, Product(old, Width(cursor, array, member, facts), array, at, member, facts), array, at, member, facts);
    }

    private static List<long>? Shape(ByteCursor cursor, string array, bool wide, string? member, FactsBuilder facts)
    {
        var dimensions = cursor.ReadInt32LittleEndian();
        return dimensions == -1 ? null : Dimensions(cursor, dimensions, array, wide, member, facts);
    }

    private static List<long> Dimensions(ByteCursor cursor, int count, string array, bool wide, string? member, FactsBuilder facts)
    {
        if (count is < 0 or > MostDimensions) throw Broken(cursor.Position - 4, array, $"The {array} claims {count} dimensions.", member, facts);
        var shape = new List<long>(count);
        for (var i = 0; i < count; i++) shape.Add(wide ? cursor.ReadInt64LittleEndian() : (uint)cursor.ReadInt32LittleEndian());
        return shape;
    }

    private static int Width(ByteCursor cursor, string array, string? member, FactsBuilder facts)
    {
        var type = cursor.ReadInt32LittleEndian();
        return type switch
        {
            0 or 4 => 4,
            1 or 6 => 8,
            2 or 8 or 9 or 12 => 2,
            3 or 5 or 7 => 1,
            _ => throw Broken(cursor.Position - 4, array, $"The {array} has elements of the unknown type {type}.", member, facts),
        };
    }

    private static long Product(List<long> shape, int width, string array, long at, string? member, FactsBuilder facts)
    {
        UInt128 product = (UInt128)width;
        foreach (var extent in shape)
        {
            if (extent < 0 || (product *= (UInt128)extent) > long.MaxValue)
            {
                facts.AddDefect(HeaderDefectKind.Overflow, member, at, array, $"The shape of {array} is negative or leaves 64 bits.");
                throw new ArtifactException(ArtifactErrorKind.Malformed, $"The shape of {array} is impossible.", "Obtain the file again and compare its hash.");
            }
        }

        return (long)product;
    }

    private static void Skip(ByteCursor cursor, long bytes, string array, long at, string? member, FactsBuilder facts)
    {
        facts.AddTensors(1, bytes);
        if (bytes > cursor.Remaining) throw Broken(at, array, $"The {array} claims {bytes} bytes; {cursor.Remaining} are left.", member, facts);
        cursor.Skip(bytes);
    }

    private static ArtifactException Broken(long at, string subject, string detail, string? member, FactsBuilder facts)
    {
        facts.AddDefect(HeaderDefectKind.OutOfBounds, member, at, subject, detail);
        return new ArtifactException(ArtifactErrorKind.Malformed, detail, "Obtain the file again and compare its hash.");
    }
}
