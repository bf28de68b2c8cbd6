using System.Text;

namespace MlSecPol.Engine.Artifacts;

/// <summary>One 512-byte header block of a tar archive.</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    /// <summary>Bytes of a block.</summary>
    internal const int BlockLength = 512;

    private const int ChecksumOffset = 148;
    private const int ChecksumLength = 8;

    private readonly ReadOnlySpan<byte> _block = block[..BlockLength];

    /// <summary>Kind of entry; NUL and <c>0</c> are files.</summary>
    internal char Type => (char)_block[156];

    /// <summary>Bytes of content; null when the field is not a number.</summary>
    internal long? Size => Number(_block.Slice(124, 12));

    /// <summary>Name with its prefix.</summary>
    internal string Name
    {
        get
        {
            var name = Text(_block[..100]);
            var prefix = _block[257..].StartsWith("ustar\0"u8) ? Text(_block.Slice(345, 155)) : string.Empty;
            return prefix.Length > 0 ? prefix + "/" + name : name;
        }
    }

    /// <summary>Target of a link.</summary>
    internal string LinkName => Text(_block.Slice(157, 100));

    /// <summary>Whether the checksum says that this is a header; both ways of summing that exist are accepted.</summary>
    internal static bool IsHeader(ReadOnlySpan<byte> block)
    {
        if (block.Length < BlockLength || block[0] == 0) return false;
        if (Number(block.Slice(ChecksumOffset, ChecksumLength)) is not { } stated) return false;
        int unsigned = ChecksumLength * ' ', signed = unsigned;
        for (var i = 0; i < BlockLength; i++)
        {
            if (i is >= ChecksumOffset and < ChecksumOffset + ChecksumLength) continue;
            unsigned += block[i];
            signed += (sbyte)block[i];
        }

        return stated == unsigned || stated == signed;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    private static long? Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            // The GNU form for large numbers: big-endian binary behind a marker bit.
            long value = field[0] & 0x3F;
            foreach (var b in field[1..])
            {
                if (value >> 55 != 0) return null;
                value = (value << 8) | b;
            }

            return value;
        }

        var digits = field.Trim(" \0"u8);
        if (digits.IsEmpty) return null;
        long octal = 0;
        foreach (var d in digits)
        {
            if (d is < (byte)'0' or > (byte)'7') return null;
            octal = (octal << 3) | (uint)(d - '0');
        }

        return octal;
    }
}
