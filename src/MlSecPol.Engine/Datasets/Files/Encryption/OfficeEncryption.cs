using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts.Ole;

namespace MlSecPol.Engine.Datasets.Files.Encryption;

/// <summary>Tells whether a document of office programs in a compound file is encrypted ([MS-OFFCRYPTO], [MS-XLS] FilePass, [MS-DOC] FibBase).</summary>
internal static class OfficeEncryption
{
    private const ushort BeginOfFile = 0x0809, FilePass = 0x002F;
    private const int MostRecords = 64;

    internal static EncryptionSighting? Judge(CompoundFile file, string? member, CancellationToken token)
    {
        if (file.Entries.FirstOrDefault(e => e is { IsStream: true, Name: "EncryptionInfo" }) is { } info && file.Entries.Any(e => e.Name == "EncryptedPackage"))
        {
            var head = file.Head(info, 4, token);
            if (head.Length < 4) return new EncryptionSighting("Office", EncryptionStrength.Unknown, member, "The office document is encrypted; its scheme cannot be read");
            var (major, minor) = (BinaryPrimitives.ReadUInt16LittleEndian(head), BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(2)));
            return (major, minor) switch
            {
                (4, 4) => new EncryptionSighting("Office agile", EncryptionStrength.Strong, member, "The office document is encrypted (agile scheme, AES)"),
                (_, 2) => new EncryptionSighting("Office standard", EncryptionStrength.Doubtful, member, "The office document is encrypted by the standard scheme of 2007 (AES in ECB mode, which does not notice changes)"),
                _ => new EncryptionSighting("Office", EncryptionStrength.Unknown, member, $"The office document is encrypted by a scheme of version {major}.{minor}"),
            };
        }

        if (file.Entries.FirstOrDefault(e => e is { IsStream: true, Name: "Workbook" or "Book" }) is { } book && HasFilePass(file.Head(book, 4096, token)))
            return new EncryptionSighting("Excel 97-2003", EncryptionStrength.Weak, member, "The workbook is encrypted by a scheme of Excel 97 to 2003 (RC4 or XOR), which is broken");
        if (file.Entries.FirstOrDefault(e => e is { IsStream: true, Name: "WordDocument" }) is { } word && file.Head(word, 12, token) is { Length: 12 } fib && (fib[11] & 0x01) != 0)
            return new EncryptionSighting("Word 97-2003", EncryptionStrength.Weak, member, "The document is encrypted by a scheme of Word 97 to 2003 (RC4 or XOR), which is broken");
        return null;
    }

    /// <summary>Records of kind, length and body; the one that says so stands among the first.</summary>
    private static bool HasFilePass(ReadOnlySpan<byte> stream)
    {
        if (stream.Length < 4 || BinaryPrimitives.ReadUInt16LittleEndian(stream) != BeginOfFile) return false;
        for (var i = 0; i < MostRecords && stream.Length >= 4; i++)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(stream) == FilePass) return true;
            var length = 4 + BinaryPrimitives.ReadUInt16LittleEndian(stream[2..]);
            if (length > stream.Length) return false;
            stream = stream[length..];
        }

        return false;
    }
}
