using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Trees;

/// <summary>Walks Universal Binary JSON and tells a model what it meets. Typed arrays of other numbers than integers are passed over by their length.</summary>
internal sealed class UniversalJson(ByteCursor cursor, XGBoostModel model, string? member, FactsBuilder facts)
{
    private const int Deepest = 200;
    private const int LongestText = 4096;

    internal void Value(int depth) => Value(cursor.ReadByte(), depth);

    private void Value(byte marker, int depth)
    {
        if (depth > Deepest) throw Broken("values stand too deep inside each other");
        facts.Token.ThrowIfCancellationRequested();
        switch ((char)marker)
        {
            case '{':
                Object(depth);
                break;
            case '[':
                Array(depth);
                break;
            case 'S' or 'H':
                model.Text(Text() ?? string.Empty);
                break;
            case 'C':
                cursor.ReadByte();
                model.Text(string.Empty);
                break;
            case 'Z' or 'N':
                model.Number(null);
                break;
            case 'T' or 'F':
                model.Number(marker == 'T' ? 1 : 0);
                break;
            case 'd' or 'D':
                cursor.Skip(marker == 'd' ? 4 : 8);
                model.Number(null);
                break;
            default:
                model.Number(Integer(marker));
                break;
        }
    }

    private void Object(int depth)
    {
        model.Begin(isArray: false);
        var (type, count) = Header();
        for (long i = 0; count < 0 || i < count; i++)
        {
            while (cursor.PeekByte() == 'N') cursor.ReadByte();
            if (count < 0 && cursor.PeekByte() == '}')
            {
                cursor.ReadByte();
                break;
            }

            model.Key(Text() ?? string.Empty);
            Value(type != 0 ? type : cursor.ReadByte(), depth + 1);
        }

        model.End();
    }

    private void Array(int depth)
    {
        model.Begin(isArray: true);
        var (type, count) = Header();
        if (type is (byte)'d' or (byte)'D')
        {
            cursor.Skip(count * (type == 'd' ? 4 : 8));
            model.Numbers(count);
        }
        else
        {
            for (long i = 0; count < 0 || i < count; i++)
            {
                if (count < 0 && cursor.PeekByte() == ']')
                {
                    cursor.ReadByte();
                    break;
                }

                Value(type != 0 ? type : cursor.ReadByte(), depth + 1);
            }
        }

        model.End();
    }

    /// <summary>The optional type and count of a container.</summary>
    private (byte Type, long Count) Header()
    {
        byte type = 0;
        if (cursor.PeekByte() == '$')
        {
            cursor.ReadByte();
            type = cursor.ReadByte();
        }

        if (cursor.PeekByte() != '#') return type == 0 ? (type, -1) : throw Broken("a container has a type and no count");
        cursor.ReadByte();
        var at = cursor.Position;
        var count = Integer(cursor.ReadByte());
        var width = (char)type switch { 'd' or 'l' => 4, 'D' or 'L' => 8, 'I' => 2, _ => type is (byte)'Z' or (byte)'T' or (byte)'F' or (byte)'N' ? 0 : 1 };
        if (count < 0 || (width == 0 && count > 0) || (width > 0 && count > cursor.Remaining / width))
        {
            facts.AddDefect(HeaderDefectKind.OutOfBounds, member, at, $"count at {at}", $"A container claims {count} items; {cursor.Remaining} bytes are left.");
            throw Broken("a container is longer than the content");
        }

        return (type, count);
    }

    private string? Text()
    {
        var at = cursor.Position;
        var length = Integer(cursor.ReadByte());
        if (length < 0 || length > cursor.Remaining)
        {
            facts.AddDefect(HeaderDefectKind.OutOfBounds, member, at, $"text at {at}", $"A text claims {length} bytes; {cursor.Remaining} bytes are left.");
            throw Broken("a text is longer than the content");
        }

        if (length <= LongestText) return Encoding.UTF8.GetString(cursor.Take((int)length));
        cursor.Skip(length);
        return null;
    }

    private long Integer(byte marker) => (char)marker switch
    {
        'i' => (sbyte)cursor.ReadByte(),
        'U' => cursor.ReadByte(),
        'I' => cursor.ReadInt16BigEndian(),
        'l' => cursor.ReadInt32BigEndian(),
        'L' => cursor.ReadInt64BigEndian(),
        _ => throw Broken($"byte {marker:X2} stands where a number is due"),
    };

    private ArtifactException Broken(string what) =>
        new(ArtifactErrorKind.Malformed, $"The model is broken at byte {cursor.Position}: {what}.", "Obtain the file again and compare its hash.");
}
