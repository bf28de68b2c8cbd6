using System.Buffers;

namespace MlSecPol.Engine.Artifacts;

/// <summary>Tells formats apart by content, never by name. Reads the beginning, the end and, for HDF5, the places where a user block may end.</summary>
public static class FormatDetector
{
    /// <summary>Bytes of the beginning that decide; also what a caller of <see cref="Sniff"/> should have at hand.</summary>
    public const int HeadLength = 4096;

    private const int PdfHeaderWindow = 1024;
    private const int FirstHdf5UserBlock = 512;

    // Python 2 ends long numbers with L.
    private static readonly SearchValues<byte> HexadecimalDigits = SearchValues.Create("0123456789abcdefABCDEFL"u8);

    private static ReadOnlySpan<byte> Hdf5Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> SortedTableMagic => [0x57, 0xFB, 0x80, 0x8B, 0x24, 0x75, 0x47, 0xDB];

    /// <summary>Every way in which the whole content can be understood, strongest first. Kinds of text are given only where nothing else fits.</summary>
    /// <exception cref="ArtifactException">The device failed.</exception>
    public static IReadOnlyList<FormatReading> Detect(ByteSource content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length == 0) return [new FormatReading(ArtifactFormat.Empty, 0)];
        var readings = new List<FormatReading>(2);
        var buffer = ArrayPool<byte>.Shared.Rent(HeadLength);
        try
        {
            ReadOnlySpan<byte> head = buffer.AsSpan(0, content.Read(0, buffer.AsSpan(0, HeadLength)));
            AddBinary(readings, head, content, content.Length);
            AddPdf(readings, head);
            if (!readings.Exists(r => r.Format == ArtifactFormat.Hdf5)) AddUserBlockHdf5(readings, content);
            AddAppendedZip(readings, content);
            if (readings.Count == 0 && IsCheckpointIndex(head, content)) readings.Add(new FormatReading(ArtifactFormat.TensorFlowCheckpoint, 0));
            if (readings.Count == 0 && ProtobufTextSniffer.Sniff(head) is { } message) readings.Add(new FormatReading(message, 0));
            if (readings.Count == 0 && WeakPickle(head, content.Length)) readings.Add(new FormatReading(ArtifactFormat.Pickle, 0));
            if (readings.Count == 0 && TextSniffer.Sniff(head, head.Length == content.Length) is { } text) readings.Add(new FormatReading(text, 0));
            return readings;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The strongest reading that the beginning of content alone allows; for members and for bytes that nobody owns.</summary>
    /// <param name="head">The first bytes, at best <see cref="HeadLength"/> of them.</param>
    /// <param name="length">Length of the whole content.</param>
    public static ArtifactFormat Sniff(ReadOnlySpan<byte> head, long length)
    {
        if (length == 0 || head.IsEmpty) return ArtifactFormat.Empty;
        var readings = new List<FormatReading>(1);
        AddBinary(readings, head, null, length);
        return readings.Count > 0 ? readings[0].Format : ProtobufTextSniffer.Sniff(head) ?? TextSniffer.Sniff(head, head.Length == length) ?? ArtifactFormat.Unknown;
    }

    /// <summary>Whether content that is named like a pickle begins like one, even if it soon breaks off.</summary>
    internal static bool WeakPickle(ReadOnlySpan<byte> head, long length) => PickleSniffer.Sniff(head, length) != PickleSniffer.Likelihood.None;

    private static void AddBinary(List<FormatReading> readings, ReadOnlySpan<byte> head, ByteSource? content, long length)
    {
        if ((Magic.Match(head, length) ?? ProtobufSniffer.Sniff(head, content, length)) is { } magic) readings.Add(new FormatReading(magic, 0));
        if (readings.Count == 0 && OldJoblib(head) is { } packed) readings.Add(new FormatReading(ArtifactFormat.Zlib, packed));
        // Beside another format only an import counts: "PK" followed by a line end somewhere already reads as a persistent id.
        var isPickle = readings.Count > 0 && head[0] != 0x80 ? PickleSniffer.HoldsImport(head, length) : PickleSniffer.Sniff(head, length) == PickleSniffer.Likelihood.Certain;
        if (isPickle)
        {
            var pickle = Magic.IsTorchLegacy(head) ? ArtifactFormat.TorchLegacy : ArtifactFormat.Pickle;
            readings.Add(new FormatReading(pickle, 0));
        }

        if (TarHeader.IsHeader(head)) readings.Add(new FormatReading(ArtifactFormat.Tar, 0));
    }

    /// <summary>Where zlib data begins in a file of early joblib: behind <c>ZF</c> and the length in hexadecimal digits, padded with blanks.</summary>
    private static int? OldJoblib(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("ZF0x"u8)) return null;
        var digits = head[4..].IndexOfAnyExcept(HexadecimalDigits);
        var blanks = digits < 0 ? -1 : head[(4 + digits)..].IndexOfAnyExcept((byte)' ');
        return blanks < 0 || head[4 + digits + blanks] != 0x78 ? null : 4 + digits + blanks;
    }

    /// <summary>Whether a sorted table of blocks begins with the entry of a checkpoint, which has no name, plain or behind the length of a compressed block.</summary>
    private static bool IsCheckpointIndex(ReadOnlySpan<byte> head, ByteSource content)
    {
        Span<byte> magic = stackalloc byte[8];
        if (head.Length < 48 || content.Read(content.Length - magic.Length, magic) < magic.Length || !magic.SequenceEqual(SortedTableMagic)) return false;
        // No shared bytes, no name, a few bytes of value that begin with the number of data files.
        return head[..8].IndexOf((ReadOnlySpan<byte>)[0, 0]) is >= 0 and < 6 and var at && head[at + 2] < 0x20 && head[at + 3] == 0x08;
    }

    private static void AddPdf(List<FormatReading> readings, ReadOnlySpan<byte> head)
    {
        // Viewers accept the header anywhere in the first kilobyte.
        var at = head[..Math.Min(head.Length, PdfHeaderWindow)].IndexOf("%PDF-1."u8);
        if (at > 0) readings.Add(new FormatReading(ArtifactFormat.Pdf, at));
    }

    private static void AddUserBlockHdf5(List<FormatReading> readings, ByteSource content)
    {
        Span<byte> signature = stackalloc byte[8];
        for (long at = FirstHdf5UserBlock; at > 0 && at < content.Length; at <<= 1)
        {
            if (content.Read(at, signature) < signature.Length || !signature.SequenceEqual(Hdf5Signature)) continue;
            readings.Add(new FormatReading(ArtifactFormat.Hdf5, at));
            return;
        }
    }

    private static void AddAppendedZip(List<FormatReading> readings, ByteSource content)
    {
        if (readings.Exists(r => r is { Format: ArtifactFormat.Zip, Offset: 0 })) return;
        if (Zip.ZipEndRecord.FindAll(content) is [var end, ..]) readings.Add(new FormatReading(ArtifactFormat.Zip, end.ArchiveStart));
    }
}
