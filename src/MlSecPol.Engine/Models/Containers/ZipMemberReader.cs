using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Artifacts.Zip;
using MlSecPol.Engine.Models.Keras;
using MlSecPol.Engine.Models.NumPy;
using MlSecPol.Engine.Models.Pickle;
using MlSecPol.Engine.Models.PyTorch;
using MlSecPol.Engine.Models.Skops;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Reads members of one archive. The beginning is looked at first; only what can be read further is expanded.</summary>
internal sealed class ZipMemberReader(ByteSource content, string? container, int depth, FactsBuilder facts, ZipLayout layout)
{
    private const int Stored = 0, Deflated = 8, Bzip2 = 12, Lzma = 14, Xz = 95, Encrypted = 99;
    private const int StorageHead = 512;
    private const int ArrayHead = 1 << 17;
    private const int EncryptionHeader = 12;
    private const long LongestChecked = 64 << 20;

    // Of weights only the metadata is read; to sum up all of them would cost what that saves.
    private const long LongestCheckedWeights = 1 << 20;

    private readonly List<PickleProgram> _programs = [];

    /// <summary>The pickles that stand directly in the archive.</summary>
    internal IReadOnlyList<PickleProgram> Programs => _programs;

    /// <summary>Reads a member in every way in which its two headers let a reader read it.</summary>
    internal void Read(ZipMember member)
    {
        var path = ContentReader.Inside(container, member.Name);
        if (member.DataOffset < 0 || member.DataOffset > content.Length)
        {
            facts.AddGap(CoverageGapKind.Malformed, path, 0, "The directory lists the member, but it is not there.");
            return;
        }

        var size = member.CompressedSize;
        if (size < 0 || size > content.Length - member.DataOffset)
        {
            facts.AddGap(CoverageGapKind.Truncated, path, content.Length - member.DataOffset, $"The member claims {size} bytes, of which the file has only {content.Length - member.DataOffset}.");
            size = content.Length - member.DataOffset;
        }

        ReadAs(member, path, member.Method, size);
        if (member.LocalMethod != member.Method) ReadAs(member, path, member.LocalMethod, size);
        if (member.LocalCompressedSize is { } other && other > 0 && other <= content.Length - member.DataOffset) ReadAs(member, path, member.LocalMethod, other);
    }

    private void ReadAs(ZipMember member, string path, int method, long size)
    {
        var data = content.Slice(member.DataOffset, size);
        switch (method)
        {
            case Stored:
                ReadStored(member, path, data);
                break;
            case Deflated:
                ReadDeflated(member, path, data);
                break;
            case Bzip2:
                ReadExpanded(member, path, Decompressor.Expand(data, ArtifactFormat.Bzip2, facts.Budget, facts.Token));
                break;
            case Xz:
                ReadExpanded(member, path, Decompressor.Expand(data, ArtifactFormat.Xz, facts.Budget, facts.Token));
                break;
            case Lzma:
                ReadExpanded(member, path, ExpandLzma(member, data));
                break;
            case Encrypted:
                AddEncrypted(member, path);
                break;
            default:
                facts.AddOddity(ContainerOddityKind.UnknownMethod, path, member.HeaderOffset, $"'{member.Name}' has compression method {method}, which loaders of models do not know.");
                facts.AddGap(CoverageGapKind.Unsupported, path, 0, $"Compression method {method} is not read.");
                break;
        }
    }

    private ExpandedContent ExpandLzma(ZipMember member, ByteSource data)
    {
        // Two bytes of version, two of length, five of properties; the size stands in the headers.
        const int headerLength = 9;
        Span<byte> header = stackalloc byte[headerLength];
        if (data.Read(0, header) < headerLength) return new ExpandedContent(new MemorySource(default), ExpandedContent.Short());
        return Decompressor.Lzma(data.Slice(headerLength, data.Length), header[4..], member.Size, facts.Budget, facts.Token);
    }

    private void ReadStored(ZipMember member, string path, ByteSource data)
    {
        var isStorage = layout.IsStorage(member.Name);
        Span<byte> buffer = stackalloc byte[FormatDetector.HeadLength];
        ReadOnlySpan<byte> head = buffer[..data.Read(0, isStorage ? buffer[..StorageHead] : buffer)];
        var format = FormatDetector.Sniff(head, data.Length);
        if (member.ClaimsEncryption)
        {
            // True encryption puts a header of its own before the content.
            if (format == ArtifactFormat.Unknown && member.CompressedSize == member.Size + EncryptionHeader)
            {
                AddEncrypted(member, path);
                return;
            }

            AddFalseEncryption(member, path);
        }

        if (layout.IsTorchScript(member) || ZipLayout.IsKerasConfiguration(member) || ZipLayout.IsSkopsSchema(member) || ShouldRead(format, member.Name, isStorage, data, head)) ReadContent(member, path, data, isWhole: true);
        else NoteUnread(format, path, isStorage);
    }

    private void ReadDeflated(ZipMember member, string path, ByteSource data)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ArrayHead);
        try
        {
            var count = Inflate(data, buffer.AsSpan(0, FormatDetector.HeadLength));
            if (count < 0)
            {
                if (member.ClaimsEncryption) AddEncrypted(member, path);
                else
                {
                    facts.AddOddity(ContainerOddityKind.Broken, path, member.HeaderOffset, $"'{member.Name}' cannot be expanded.");
                    facts.AddGap(CoverageGapKind.Malformed, path, 0, "The compressed data of the member is broken from its beginning.");
                }

                return;
            }

            if (member.ClaimsEncryption) AddFalseEncryption(member, path);
            ReadOnlySpan<byte> head = buffer.AsSpan(0, count);
            var length = count < FormatDetector.HeadLength ? count : Math.Max(member.Size, count);
            var format = FormatDetector.Sniff(head, length);
            if (format == ArtifactFormat.NumPy)
            {
                // The header tells whether the rest is worth expanding.
                count = Math.Max(0, Inflate(data, buffer.AsSpan(0, ArrayHead)));
                using var start = new MemorySource(buffer.AsMemory(0, count));
                if (!NumPyReader.HoldsObjects(start, facts.Limits))
                {
                    NumPyReader.Read(start, member.Size, path, depth + 1, facts);
                    return;
                }
            }

            if (layout.IsTorchScript(member) || ZipLayout.IsKerasConfiguration(member) || ZipLayout.IsSkopsSchema(member) || ShouldRead(format, member.Name, layout.IsStorage(member.Name), null, head))
                ReadExpanded(member, path, Decompressor.Deflate(data, facts.Budget, facts.Token));
            else NoteUnread(format, path, layout.IsStorage(member.Name));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void ReadExpanded(ZipMember member, string path, ExpandedContent expanded)
    {
        using var inner = expanded.Content;
        if (expanded.Break is { } cause)
        {
            facts.AddGap(cause, path, inner.Length);
            var kind = cause.Kind == ArtifactErrorKind.LimitReached ? ContainerOddityKind.Bomb : ContainerOddityKind.Broken;
            facts.AddOddity(kind, path, member.HeaderOffset, cause.Message);
        }
        else if (inner.Length != member.Size && member.InDirectory)
        {
            facts.AddOddity(ContainerOddityKind.SizeMismatch, path, member.HeaderOffset, $"'{member.Name}' is stated to have {member.Size} bytes and has {inner.Length}.");
        }

        if (expanded.TrailingOffset is not null)
            facts.AddOddity(ContainerOddityKind.HiddenBytes, path, member.DataOffset, $"Behind the compressed data of '{member.Name}' more bytes stand inside the member.");
        ReadContent(member, path, inner, expanded.Break is null);
    }

    private void ReadContent(ZipMember member, string path, ByteSource inner, bool isWhole)
    {
        var format = FormatOf(inner);
        var longestChecked = format == ArtifactFormat.Hdf5 ? LongestCheckedWeights : LongestChecked;
        if (isWhole && member.InDirectory && inner.Length <= longestChecked && inner.Length == member.Size) CompareChecksum(member, path, inner);
        if (layout.IsTorchScript(member))
        {
            TorchScriptReader.Read(inner, path, facts);
            if (ContentReader.IsWritten(format)) return;
        }

        if (layout.IsMobileCode(member.Name)) MobileCodeReader.Read(inner, path, facts);
        if (layout.IsExportedProgram(member.Name))
        {
            ExportedProgramReader.Read(inner, path, facts);
            if (ContentReader.IsWritten(format)) return;
        }

        if (layout.Format == ArtifactFormat.TorchZip && format is ArtifactFormat.Pickle or ArtifactFormat.Unknown && IsNamedPickle(member.Name))
        {
            var program = facts.AddPickles(inner, path);
            var report = program.Report;
            _programs.Add(program);
            if (report.Gap is null && report.TrailingLength > 0) UnownedReader.Read(inner, new ByteRange(report.TrailingOffset, inner.Length), path, depth + 1, facts);
            return;
        }

        if (ZipLayout.IsKerasConfiguration(member) && KerasConfigurationReader.Read(inner, path, depth + 1, facts, isKeras: layout.Format == ArtifactFormat.Keras) && ContentReader.IsPlain(format)) return;
        if (ZipLayout.IsSkopsSchema(member) && SkopsReader.Read(inner, path, facts)) return;
        ContentReader.Read(inner, path, member.Name, depth + 1, facts);
    }

    private static ArtifactFormat FormatOf(ByteSource inner)
    {
        Span<byte> buffer = stackalloc byte[FormatDetector.HeadLength];
        return FormatDetector.Sniff(buffer[..inner.Read(0, buffer)], inner.Length);
    }

    private void CompareChecksum(ZipMember member, string path, ByteSource inner)
    {
        var crc = new Crc32();
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        for (long at = 0; at < inner.Length;)
        {
            facts.Token.ThrowIfCancellationRequested();
            var count = inner.Read(at, buffer);
            if (count == 0) break;
            crc.Append(buffer.AsSpan(0, count));
            at += count;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        if (crc.GetCurrentHashAsUInt32() != member.Crc)
            facts.AddOddity(ContainerOddityKind.ChecksumMismatch, path, member.HeaderOffset, $"'{member.Name}' has another checksum than its headers state.");
    }

    private bool ShouldRead(ArtifactFormat format, string name, bool isStorage, ByteSource? whole, ReadOnlySpan<byte> head)
    {
        // Numbers may begin like a program; nobody would start them.
        if (isStorage && ContentReader.IsCode(format)) return false;
        if (ContentReader.IsRead(format)) return true;
        if (isStorage) return false;
        if (layout.IsExportedProgram(name) || ContentReader.Language(format, name) is not null) return true;
        if (IsNamedPickle(name) || ContentReader.ByName(name) is not null) return true;

        // An archive may be hung on to anything; only its end shows it.
        return format is ArtifactFormat.Unknown && (FormatDetector.WeakPickle(head, head.Length) || (whole is not null && ZipEndRecord.FindAll(whole).Count > 0));
    }

    private static bool IsNamedPickle(string name) => ContentReader.ByName(name) is ArtifactFormat.Pickle;

    /// <summary>Notes a member that is not read, unless it is text, a tensor or one of the small files of the framework.</summary>
    private void NoteUnread(ArtifactFormat format, string path, bool isStorage)
    {
        if (isStorage || ContentReader.IsPlain(format) || (layout.Format == ArtifactFormat.TorchZip && format == ArtifactFormat.Unknown)) return;
        facts.AddGap(CoverageGapKind.Unsupported, path, 0, $"The member is {(format == ArtifactFormat.Unknown ? "unrecognised content" : "of the format " + FormatCatalogue.Describe(format).DisplayName)}, which is not read.");
    }

    private void AddEncrypted(ZipMember member, string path)
    {
        facts.AddOddity(ContainerOddityKind.Encrypted, path, member.HeaderOffset, $"'{member.Name}' is encrypted.");
        facts.AddGap(CoverageGapKind.Encrypted, path, 0, "The member is encrypted.");
    }

    private void AddFalseEncryption(ZipMember member, string path) =>
        facts.AddOddity(ContainerOddityKind.FalseEncryption, path, member.HeaderOffset, $"'{member.Name}' is marked as encrypted and is not; some readers refuse it, others load it.");

    /// <summary>The first expanded bytes; -1 when not even they can be had.</summary>
    private int Inflate(ByteSource data, Span<byte> target)
    {
        using var input = new SourceStream(data, facts.Token);
        using var stream = new DeflateStream(input, CompressionMode.Decompress);
        var total = 0;
        try
        {
            while (total < target.Length && stream.Read(target[total..]) is > 0 and var count) total += count;
        }
        catch (InvalidDataException)
        {
            return total > 0 ? total : -1;
        }

        return total;
    }
}
