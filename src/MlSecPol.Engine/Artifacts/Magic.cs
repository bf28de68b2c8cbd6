using System.Buffers.Binary;
using System.IO.Compression;

namespace MlSecPol.Engine.Artifacts;

/// <summary>Signatures and headers at the very beginning of content; each is what the format's own specification prescribes.</summary>
internal static class Magic
{
    private const int LongestZlibProbe = 512;

    /// <summary>The format whose signature stands at the beginning; null when none does.</summary>
    internal static ArtifactFormat? Match(ReadOnlySpan<byte> head, long length) =>
        Archive(head, length) ?? Model(head, length) ?? Table(head) ?? Program(head, length) ?? Media(head) ?? ModelSniffer.Match(head, length);

    /// <summary>Whether a pickle begins with the literal number that marks checkpoints of PyTorch before 1.6.</summary>
    internal static bool IsTorchLegacy(ReadOnlySpan<byte> head) =>
        head.Length > 14 && head[0] == 0x80 && head[2..].StartsWith((ReadOnlySpan<byte>)[0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19]);

    private static ArtifactFormat? Archive(ReadOnlySpan<byte> head, long length)
    {
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8) || head.StartsWith("PK\x07\x08"u8)) return ArtifactFormat.Zip;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08])) return ArtifactFormat.Gzip;
        if (head.StartsWith("BZh"u8) && head.Length >= 10 && head[3] is >= (byte)'1' and <= (byte)'9'
            && (head[4..].StartsWith((ReadOnlySpan<byte>)[0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) || head[4..].StartsWith((ReadOnlySpan<byte>)[0x17, 0x72, 0x45, 0x38, 0x50, 0x90])))
            return ArtifactFormat.Bzip2;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0])) return ArtifactFormat.Xz;
        if (head.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C])) return ArtifactFormat.SevenZip;
        if (head.StartsWith("Rar!\x1A\x07"u8)) return ArtifactFormat.Rar;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD])) return ArtifactFormat.Zstandard;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]) || head.StartsWith((ReadOnlySpan<byte>)[0x02, 0x21, 0x4C, 0x18])) return ArtifactFormat.Lz4;
        if (head.Length > 8 && (head[0] & 0xF0) == 0x50 && head[1..].StartsWith((ReadOnlySpan<byte>)[0x2A, 0x4D, 0x18])) return SkippableFrame(head);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x06, 0x00, 0x00, (byte)'s', (byte)'N', (byte)'a', (byte)'P', (byte)'p', (byte)'Y'])) return ArtifactFormat.Snappy;
        if (IsLzmaAlone(head)) return ArtifactFormat.Lzma;
        return IsZlib(head, length) ? ArtifactFormat.Zlib : null;
    }

    private static ArtifactFormat SkippableFrame(ReadOnlySpan<byte> head)
    {
        var next = 8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        return next < head.Length - 4 && head[(int)next..].StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]) ? ArtifactFormat.Lz4 : ArtifactFormat.Zstandard;
    }

    private static ArtifactFormat? Model(ReadOnlySpan<byte> head, long length)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'])) return ArtifactFormat.NumPy;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A])) return ArtifactFormat.Hdf5;
        if (head.StartsWith("GGUF"u8) || head.StartsWith("FUGG"u8)) return ArtifactFormat.Gguf;
        if (head.StartsWith("lmgg"u8) || head.StartsWith("fmgg"u8) || head.StartsWith("tjgg"u8) || head.StartsWith("algg"u8)) return ArtifactFormat.Ggml;
        if (head.Length >= 8 && head[4..].StartsWith("TFL3"u8)) return ArtifactFormat.TensorFlowLite;
        if (head.Length >= 8 && head[4..].StartsWith("ORTM"u8)) return ArtifactFormat.Onnx;
        if (head.Length >= 8 && head[4..].StartsWith("ET"u8) && char.IsAsciiDigit((char)head[6]) && char.IsAsciiDigit((char)head[7])) return ArtifactFormat.ExecuTorch;
        if (head.StartsWith("RDX2\n"u8) || head.StartsWith("RDX3\n"u8) || head.StartsWith("RDA2\n"u8) || head.StartsWith("RDA3\n"u8)
            || head.StartsWith("X\n\0\0\0\x02\0"u8) || head.StartsWith("X\n\0\0\0\x03\0"u8))
            return ArtifactFormat.RSerialized;
        if (head.StartsWith("ftrt"u8) || head.StartsWith("ptrt"u8)) return ArtifactFormat.TensorRt;
        return IsSafeTensors(head, length) ? ArtifactFormat.SafeTensors : null;
    }

    private static ArtifactFormat? Table(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PAR1"u8) || head.StartsWith("PARE"u8)) return ArtifactFormat.Parquet;
        if (head.StartsWith("ARROW1\0\0"u8)) return ArtifactFormat.Arrow;
        if (head.StartsWith("FEA1"u8)) return ArtifactFormat.Feather;
        if (head.StartsWith("Obj\x01"u8)) return ArtifactFormat.Avro;
        if (head.StartsWith("ORC"u8) && head.Length > 3 && head[3] < 0x20) return ArtifactFormat.Orc;
        if (head.StartsWith("SQLite format 3\0"u8)) return ArtifactFormat.Sqlite;
        if (head.StartsWith("%PDF-"u8)) return ArtifactFormat.Pdf;
        return head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? ArtifactFormat.Ole : null;
    }

    private static ArtifactFormat? Program(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length > 5 && head.StartsWith((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F']) && head[4] is 1 or 2) return ArtifactFormat.Elf;
        if (IsPortableExecutable(head, length)) return ArtifactFormat.PortableExecutable;
        if (head.StartsWith("\0asm\x01\0\0\0"u8)) return ArtifactFormat.WebAssembly;
        if (head.Length < 16) return null;
        var word = BinaryPrimitives.ReadUInt32BigEndian(head);
        var next = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        switch (word)
        {
            case 0xFEEDFACE or 0xFEEDFACF or 0xCEFAEDFE or 0xCFFAEDFE:
                // After the magic the processor type; the file type, a small number, stands in the fourth word.
                var type = word >> 24 == 0xFE ? BinaryPrimitives.ReadUInt32BigEndian(head[12..]) : BinaryPrimitives.ReadUInt32LittleEndian(head[12..]);
                return type is > 0 and < 16 ? ArtifactFormat.MachO : null;
            case 0xCAFEBABE:
                // Both use this word: few architectures here, a class file version of at least 45 there.
                return next switch { > 0 and < 20 => ArtifactFormat.MachO, >= 45 and < 0x10000 or > 0x10000 and < 0xFFFF0100 => ArtifactFormat.JavaClass, _ => null };
            default:
                return head[2] == 0x0D && head[3] == 0x0A && BinaryPrimitives.ReadUInt16LittleEndian(head) is >= 3000 and < 4000
                    && BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) <= 3
                    ? ArtifactFormat.Marshal
                    : null;
        }
    }

    private static ArtifactFormat? Media(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return ArtifactFormat.Png;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) && head.Length > 3 && head[3] >= 0xC0) return ArtifactFormat.Jpeg;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return ArtifactFormat.Gif;
        return head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12] is [>= (byte)'A' and <= (byte)'Z', .., _] ? ArtifactFormat.Riff : null;
    }

    private static bool IsPortableExecutable(ReadOnlySpan<byte> head, long length)
    {
        // A program for every system: its first bytes are a shell's script, too.
        if (head.StartsWith("MZqFpD='"u8)) return true;
        if (!head.StartsWith("MZ"u8) || head.Length < 64) return false;
        var header = BinaryPrimitives.ReadUInt32LittleEndian(head[60..]);
        // A header out of sight cannot be compared; a plausible place for it has to do.
        return header <= head.Length - 4 ? head[(int)header..].StartsWith("PE\0\0"u8) : header < length && header < 0x10000 && header % 4 == 0;
    }

    private static bool IsSafeTensors(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < 10) return false;
        var size = BinaryPrimitives.ReadUInt64LittleEndian(head);
        if (size < 2 || (size > (ulong)length && size > uint.MaxValue)) return false;
        var text = head[8..].TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || text[0] != (byte)'{') return false;
        text = text[1..].TrimStart(" \t\r\n"u8);
        return text.IsEmpty || text[0] is (byte)'"' or (byte)'}';
    }

    private static bool IsLzmaAlone(ReadOnlySpan<byte> head)
    {
        // Properties, a window of 2^n or 2^n + 2^(n-1) bytes, a size that is unknown or sane, and the zero with which the range coder begins.
        if (head.Length < 18 || head[0] >= 225 || head[0] == 0 || head[13] != 0) return false;
        var window = BinaryPrimitives.ReadUInt32LittleEndian(head[1..]);
        if (window < 4096) return false;
        var size = BinaryPrimitives.ReadUInt64LittleEndian(head[5..]);
        if (size is not ulong.MaxValue && (size == 0 || size >= 1UL << 38)) return false;
        return window == uint.MaxValue || System.Numerics.BitOperations.PopCount(window) == 1
            || (System.Numerics.BitOperations.PopCount(window) == 2 && (window & (window >> 1)) != 0);
    }

    private static bool IsZlib(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < 8 || (head[0] & 0x0F) != 8 || head[0] >> 4 > 7 || (head[1] & 0x20) != 0 || ((head[0] << 8) | head[1]) % 31 != 0) return false;
        // Two bytes prove little ("x^" is a zlib header too), so the first bytes have to expand.
        var probe = head[..Math.Min(head.Length, LongestZlibProbe)].ToArray();
        using var stream = new ZLibStream(new MemoryStream(probe), CompressionMode.Decompress);
        Span<byte> expanded = stackalloc byte[64];
        try
        {
            var count = stream.ReadAtLeast(expanded, expanded.Length, throwOnEndOfStream: false);
            return count > 0 || probe.Length < length;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
