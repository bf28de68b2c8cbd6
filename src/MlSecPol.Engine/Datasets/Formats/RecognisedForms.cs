using System.Buffers.Binary;
using System.Numerics;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Formats.Arrow;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>Formats of datasets that no signature among those of all artifacts tells.</summary>
internal static class RecognisedForms
{
    private const int TensorRecordHead = 12;
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>The form; null when the bytes are none of them.</summary>
    internal static ContentForm? Find(ReadOnlySpan<byte> head, long length)
    {
        if (ArrowTable.IsStream(head)) return new(DatasetFormat.Arrow, "Apache Arrow stream", Detected: ArtifactFormat.Arrow);
        var name = head switch
        {
            _ when IsTensorRecord(head, length) => "TFRecord",
            _ when head.StartsWith("$FL2@(#)"u8) || head.StartsWith("$FL3@(#)"u8) => "SPSS data file",
            _ when head.StartsWith("<stata_dta>"u8) => "Stata data file",
            _ when head.StartsWith("MATLAB 5.0 MAT-file"u8) => "MATLAB data file",
            _ when head.Length >= 12 && head[8..].StartsWith("DUCK"u8) => "DuckDB database",
            _ when head.Length >= 32 && head[..12].IndexOfAnyExcept((byte)0) < 0 && head[12..].StartsWith((ReadOnlySpan<byte>)[0xC2, 0xEA, 0x81, 0x60, 0xB3, 0x14, 0x11, 0xCF]) => "SAS data file",
            _ => null,
        };
        return name is null ? null : new(DatasetFormat.Other, name);
    }

    /// <summary>Whether a record of TensorFlow begins: its length, and the masked CRC-32C of the length.</summary>
    private static bool IsTensorRecord(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < TensorRecordHead || BinaryPrimitives.ReadUInt64LittleEndian(head) > (ulong)length) return false;
        var crc = ~BitOperations.Crc32C(uint.MaxValue, BinaryPrimitives.ReadUInt64LittleEndian(head));
        return unchecked(BitOperations.RotateRight(crc, 15) + MaskDelta) == BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
    }
}
