using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Protobuf;

namespace MlSecPol.Engine.Models.FlatBuffers;

/// <summary>
/// Reads a FlatBuffer in place. Every offset is a claim: it is followed only after it was held against the content, and the first that leaves it is reported.
/// </summary>
internal sealed class FlatBuffer(ByteSource content, string? member, FactsBuilder facts)
{
    private const int LongestText = 4096;
    private const int MostDefects = 50;

    private readonly ByteWindow _window = new(content);
    private int _defects;
    private bool _hasGap;
    private long _budget = (4 * content.Length) + 65_536;

    internal long Length => content.Length;

    /// <summary>The table that the file begins with.</summary>
    internal FlatTable? Root() => Word(0, "root") is { } offset ? Table(offset, "root") : null;

    /// <summary>The table at a place, after its virtual table was held against the content.</summary>
    internal FlatTable? Table(long at, string name)
    {
        if (!Spend(8)) return null;
        if (at is < 4 || at > Length - 4) return Bad<FlatTable>(at, name, $"The table '{name}' would begin at byte {at}, outside of the file.");
        var virtualAt = at - BinaryPrimitives.ReadInt32LittleEndian(_window.Read(at, 4));
        if (virtualAt < 0 || virtualAt > Length - 4) return Bad<FlatTable>(at, name, $"The virtual table of '{name}' would begin at byte {virtualAt}, outside of the file.");
        var sizes = _window.Read(virtualAt, 4);
        var (virtualSize, size) = (BinaryPrimitives.ReadUInt16LittleEndian(sizes), BinaryPrimitives.ReadUInt16LittleEndian(sizes[2..]));
        if (virtualSize < 4 || virtualSize % 2 != 0 || virtualAt + virtualSize > Length) return Bad<FlatTable>(virtualAt, name, $"The virtual table of '{name}' has {virtualSize} bytes, which do not fit.");
        if (size < 4 || at + size > Length) return Bad<FlatTable>(at, name, $"The table '{name}' claims {size} bytes, which do not fit.");
        return new FlatTable(this, name, at, virtualAt, virtualSize);
    }

    /// <summary>Bytes at a place; fewer than asked for at the end of the file.</summary>
    internal ReadOnlySpan<byte> Read(long at, int count) => _window.Read(at, count);

    /// <summary>Bytes at a place that are more than a window holds; fewer than asked for at the end of the file.</summary>
    internal byte[] Bytes(long at, int count)
    {
        var bytes = new byte[Math.Min(count, Math.Max(0, Length - at))];
        return bytes[..content.Read(at, bytes)];
    }

    /// <summary>A part of the file as content of its own.</summary>
    internal ByteSource Part(long at, long count) => content.Slice(at, count);

    /// <summary>An unsigned number of 32 bits, used as an offset or a count.</summary>
    internal uint? Word(long at, string name)
    {
        if (at < 0 || at > Length - 4)
        {
            Note(at, name, $"'{name}' would stand at byte {at}, outside of the file.");
            return null;
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(_window.Read(at, 4));
    }

    /// <summary>A vector at a place: where its elements begin and how many there are.</summary>
    internal FlatVector? Vector(long at, int width, string name)
    {
        if (Word(at, name) is not { } count) return null;
        if (count > (Length - at - 4) / width) return Bad<FlatVector>(at, name, $"'{name}' claims {count} elements of {width} bytes, which do not fit.");
        return new FlatVector(this, name, at + 4, count, width);
    }

    /// <summary>A text at a place, its beginning at least.</summary>
    internal string? Text(long at, string name) =>
        Vector(at, 1, name) is { } vector ? ProtoText.Of(_window.Read(vector.At, (int)Math.Min(LongestText, vector.Count))) : null;

    /// <summary>
    /// Takes bytes off what may be read: tables may be shared, but an honest file does not lead to the same ones over and over again.
    /// </summary>
    internal bool Spend(long bytes)
    {
        if (_budget < 0) return false;
        _budget -= bytes;
        if (_budget < 0) facts.AddGap(CoverageGapKind.LimitReached, member, 0, "The tables of the file lead to each other so often that following them all would take many times its length.");
        return _budget >= 0;
    }

    /// <summary>Notes a claim that the bytes do not bear out, and that something could not be read.</summary>
    internal void Note(long at, string name, string detail)
    {
        if (_defects++ < MostDefects) facts.AddDefect(HeaderDefectKind.OutOfBounds, member, at, name, detail);
        if (!_hasGap) facts.AddGap(CoverageGapKind.Malformed, member, Math.Clamp(at, 0, Length), $"The structure of the file cannot be followed: {detail}");
        _hasGap = true;
    }

    private T? Bad<T>(long at, string name, string detail)
        where T : class
    {
        Note(at, name, detail);
        return null;
    }
}
