using System.Buffers;
using System.IO.Hashing;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Artifacts.Ole;
using MlSecPol.Engine.Artifacts.SevenZip;
using MlSecPol.Engine.Artifacts.Tar;
using MlSecPol.Engine.Datasets.Files.Encryption;

namespace MlSecPol.Engine.Datasets.Files.Containers;

/// <summary>
/// Looks through a file for what is not data: broken and hostile containers, links, programs, pickles, macros, encrypted parts. Layers and archives are followed into
/// each other within the limits; everything is expanded to its checksum, and of what is no container only the beginning is kept.
/// </summary>
internal sealed class ContainerInspector
{
    private readonly ArtifactLimits _limits;

    private ContainerInspector(ArtifactLimits limits, long length, CancellationToken token)
    {
        _limits = limits;
        Token = token;
        Budget = new ExpansionBudget(limits, length);
    }

    internal ContainerFacts Facts { get; } = new();

    internal ExpansionBudget Budget { get; }

    internal CancellationToken Token { get; }

    /// <summary>Looks through a file.</summary>
    /// <exception cref="ArtifactException">The device failed.</exception>
    internal static ContainerFacts Inspect(ByteSource content, string path, ArtifactLimits limits, CancellationToken token)
    {
        var inspector = new ContainerInspector(limits, content.Length, token);
        var facts = inspector.Facts;
        facts.Readings = FormatDetector.Detect(content);
        foreach (var reading in facts.Readings)
            inspector.Walk(reading.Offset == 0 ? content : content.Slice(reading.Offset, content.Length - reading.Offset), reading.Format, null, Path.GetFileName(path), 0, reading.Offset);
        if (facts.Readings.Count == 0) inspector.Walk(content, ArtifactFormat.Unknown, null, Path.GetFileName(path), 0, 0);
        facts.LooksRandom = facts is { IsContainer: false, Encrypted.Count: 0 } && facts.Readings is [] or [{ Format: ArtifactFormat.Unknown }] && Randomness.IsLikely(content);
        return facts;
    }

    /// <summary>The path of a member.</summary>
    internal static string Inside(string? container, string name) => container is null ? name : container + "!" + name;

    /// <summary>Notes a break of expansion: a limit, an encrypted part, or broken data.</summary>
    internal void Broken(ArtifactException cause, string? member)
    {
        Facts.Add(cause, member);
        var kind = cause.Kind switch { ArtifactErrorKind.LimitReached => ContainerOddityKind.Bomb, ArtifactErrorKind.Encrypted => ContainerOddityKind.Encrypted, _ => ContainerOddityKind.Broken };
        if (kind != ContainerOddityKind.Encrypted) Facts.Oddities.Add(new ContainerOddity(kind, member, null, cause.Message));
    }

    /// <summary>Looks at the content of a member; what is a container itself is expanded once more, this time as a whole.</summary>
    /// <param name="head">The content, of which only the beginning may be there.</param>
    /// <param name="path">Its path.</param>
    /// <param name="name">Its own name.</param>
    /// <param name="depth">Containers around it.</param>
    /// <param name="whole">Gives all of the content; null where it cannot be had.</param>
    internal void Nested(ByteSource head, string path, string name, int depth, Func<ByteSource>? whole)
    {
        Span<byte> buffer = stackalloc byte[FormatDetector.HeadLength];
        var format = FormatDetector.Sniff(buffer[..head.Read(0, buffer)], head.Length);
        if (!IsContainer(format) || whole is null)
        {
            Walk(head, format, path, name, depth + 1, 0);
            return;
        }

        if (depth + 1 > _limits.NestingDepth)
        {
            Broken(new ArtifactException(ArtifactErrorKind.LimitReached, $"Containers stand in each other more than {_limits.NestingDepth} deep (limit {nameof(ArtifactLimits.NestingDepth)}).", "Raise the limit in the settings."), path);
            return;
        }

        Budget.Charge(-head.Length);
        using var content = whole();
        Walk(content, format, path, name, depth + 1, 0);
    }

    /// <summary>Looks at bytes that no member and no table of an archive owns.</summary>
    internal void LookAtUnowned(ByteSource content, ByteRange range, string? container)
    {
        Span<byte> buffer = stackalloc byte[FormatDetector.HeadLength];
        buffer = buffer[..(int)Math.Min(buffer.Length, range.Length)];
        ReadOnlySpan<byte> head = buffer[..content.Read(range.Start, buffer)];
        if (head.IndexOfAnyExcept((byte)0) < 0) return;
        var format = FormatDetector.Sniff(head, range.Length);
        if (ThreatJudge.Judge(format, head, string.Empty, container, range.Start) is { } threat) Facts.Threats.Add(threat with { Detail = threat.Detail + "; it stands where no member of the archive is" });
        Facts.Oddities.Add(new ContainerOddity(ContainerOddityKind.HiddenBytes, container, range.Start, $"{range.Length} bytes belong to no member of the archive."));
    }

    private static bool IsContainer(ArtifactFormat format) =>
        format is ArtifactFormat.Zip or ArtifactFormat.Tar or ArtifactFormat.SevenZip or ArtifactFormat.Rar or ArtifactFormat.Snappy or ArtifactFormat.Ole || Decompressor.Reads(format);

    private void Walk(ByteSource content, ArtifactFormat format, string? member, string name, int depth, long offset)
    {
        Token.ThrowIfCancellationRequested();
        Judge(content, format, member, name, offset);
        Facts.IsContainer |= IsContainer(format) && format != ArtifactFormat.Ole;
        Facts.ShowsItsEnd |= IsContainer(format) || format is ArtifactFormat.Parquet or ArtifactFormat.Arrow;
        switch (format)
        {
            case ArtifactFormat.Zip:
                new ZipInspection(this, content, member, depth).Run(_limits);
                break;
            case ArtifactFormat.Tar:
                ReadTar(content, member, depth);
                break;
            case ArtifactFormat.SevenZip:
                ReadSevenZip(content, member, depth);
                break;
            case ArtifactFormat.Ole:
                ReadCompound(content, member);
                break;
            case ArtifactFormat.Rar or ArtifactFormat.Snappy:
                Facts.Gaps.Add(new ContainerGap(ArtifactErrorKind.Malformed, member, $"The content is {FormatCatalogue.Describe(format).DisplayName}, which is not read") { IsUnsupported = true });
                break;
            case ArtifactFormat.Parquet or ArtifactFormat.Arrow:
                CompareEnd(content, format, member);
                break;
            default:
                if (Decompressor.Reads(format)) ReadLayer(content, format, member, name, depth);
                break;
        }
    }

    private void Judge(ByteSource content, ArtifactFormat format, string? member, string name, long offset)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ThreatJudge.HeadLength);
        try
        {
            ReadOnlySpan<byte> head = buffer.AsSpan(0, content.Read(0, buffer.AsSpan(0, ThreatJudge.HeadLength)));
            if (ThreatJudge.Judge(format, head, name, member, offset) is { } threat) Facts.Threats.Add(threat);
            if (EncryptionJudge.Judge(head, content, member) is { } sighting) Facts.Encrypted.Add(sighting);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void ReadLayer(ByteSource content, ArtifactFormat format, string? member, string name, int depth)
    {
        var expanded = Decompressor.Expand(content, format, Budget.Keeping(ThreatJudge.HeadLength), Token);
        using var head = expanded.Content;
        if (expanded.Break is { } cause) Broken(cause, member);
        if (expanded.TrailingOffset is { } trailing) LookAtUnowned(content, new ByteRange(trailing, content.Length), member);
        // A layer names nothing; its content is called by the name without the extension of the layer.
        var inner = FormatCatalogue.Describe(format).HasExtension(Path.GetExtension(name)) ? Path.GetFileNameWithoutExtension(name) : name;
        Nested(head, Inside(member, inner), inner, depth, expanded.Break is null ? () => Decompressor.Expand(content, format, Budget, Token).Content : null);
    }

    private void ReadTar(ByteSource content, string? member, int depth)
    {
        var table = TarTable.Read(content, _limits, Token);
        foreach (var oddity in table.Oddities) Facts.Oddities.Add(oddity with { Member = oddity.Member is null ? member : Inside(member, oddity.Member) });
        if (table.Break is { } cause) Broken(cause, member);
        var unsafeLinks = table.Oddities.Where(o => o.Kind == ContainerOddityKind.LinkOrDevice).Select(o => o.Member!).ToHashSet(StringComparer.Ordinal);
        foreach (var link in table.Links)
            Facts.Links.Add(new ContainerLink(Inside(member, link.Name), link.At, unsafeLinks.Remove(link.Name), $"'{link.Name}' is a {(link.IsHard ? "hard " : string.Empty)}link to '{link.Target}'"));
        foreach (var device in unsafeLinks) Facts.Links.Add(new ContainerLink(Inside(member, device), null, LeadsAway: true, $"'{device}' is a device or a pipe"));
        Facts.Members += table.Members.Count;
        Facts.PlainMembers += table.Members.Count;
        foreach (var entry in table.Members)
        {
            Token.ThrowIfCancellationRequested();
            var data = content.Slice(entry.DataOffset, entry.Size);
            Nested(data, Inside(member, entry.Name), entry.Name, depth, () => data);
        }

        if (table.Break is null && table.End < content.Length) LookAtUnowned(content, new ByteRange(table.End, content.Length), member);
    }

    private void ReadSevenZip(ByteSource content, string? member, int depth)
    {
        SevenZipTable table;
        try
        {
            table = SevenZipTable.Read(content, Budget, Token);
        }
        catch (ArtifactException e) when (e.Kind != ArtifactErrorKind.ReadFailed)
        {
            Broken(e, member);
            if (e.Kind == ArtifactErrorKind.Encrypted) Facts.Encrypted.Add(new EncryptionSighting("7z AES-256", EncryptionStrength.Strong, member, "The 7z archive is encrypted, its list of files included"));
            return;
        }

        Facts.Members += table.Members.Count;
        var odd = new List<ContainerOddity>();
        foreach (var file in table.Members)
        {
            MemberName.AddOddities(odd, file.Name, 0);
            if (file.IsLink) Facts.Links.Add(new ContainerLink(Inside(member, file.Name), null, LeadsAway: true, $"'{file.Name}' is a link"));
        }

        Facts.Oddities.AddRange(odd.Select(o => o with { Member = Inside(member, o.Member!) }));
        foreach (var folder in table.Members.Where(m => m.Folder >= 0).GroupBy(m => m.Folder)) ReadFolder(content, table, folder.Key, [.. folder], member, depth);
    }

    private void ReadFolder(ByteSource content, SevenZipTable table, int number, IReadOnlyList<SevenZipMember> files, string? member, int depth)
    {
        var expanded = SevenZipExpander.Expand(content, table, number, Budget, Token);
        using var plain = expanded.Content;
        var first = Inside(member, files[0].Name);
        if (expanded.Break is { Kind: ArtifactErrorKind.Encrypted })
        {
            Facts.Encrypted.Add(new EncryptionSighting("7z AES-256", EncryptionStrength.Strong, first, $"{files.Count} members of the 7z archive are encrypted"));
            return;
        }

        if (expanded.Break is { } cause) Broken(cause, first);
        Facts.PlainMembers += files.Count;
        foreach (var file in files)
        {
            Token.ThrowIfCancellationRequested();
            if (file.Offset >= plain.Length && file.Size > 0) continue;
            var data = plain.Slice(file.Offset, file.Size);
            if (file.Crc is { } crc && data.Length == file.Size && Checksum(data) != crc)
                Facts.Oddities.Add(new ContainerOddity(ContainerOddityKind.ChecksumMismatch, Inside(member, file.Name), null, $"'{file.Name}' has another checksum than the header states."));
            Nested(data, Inside(member, file.Name), file.Name, depth, () => data);
        }
    }

    private uint Checksum(ByteSource data)
    {
        var crc = new Crc32();
        var buffer = new byte[1 << 14];
        for (long at = 0; data.Read(at, buffer) is > 0 and var count; at += count)
        {
            Token.ThrowIfCancellationRequested();
            crc.Append(buffer.AsSpan(0, count));
        }

        return crc.GetCurrentHashAsUInt32();
    }

    private void ReadCompound(ByteSource content, string? member)
    {
        if (CompoundFile.Read(content, Token) is not { } file)
        {
            Facts.Oddities.Add(new ContainerOddity(ContainerOddityKind.Broken, member, 0, "The header of the compound file is broken."));
            return;
        }

        if (file.IsBroken) Facts.Oddities.Add(new ContainerOddity(ContainerOddityKind.Broken, member, null, "The compound file breaks off, or its chains of sectors do."));
        if (MacroJudge.OfCompound(file.Entries) is { } macro) Facts.Threats.Add(new ContentThreat(ThreatKind.Macro, member, null, macro));
        if (OfficeEncryption.Judge(file, member, Token) is { } sighting) Facts.Encrypted.Add(sighting);
    }

    /// <summary>Binary tables end as they begin; one that does not was cut off or is still being written.</summary>
    private void CompareEnd(ByteSource content, ArtifactFormat format, string? member)
    {
        ReadOnlySpan<byte> mark = format == ArtifactFormat.Arrow ? "ARROW1"u8 : "PAR1"u8;
        Span<byte> end = stackalloc byte[mark.Length];
        // Of a member only the beginning may be there, and its own container has compared the rest.
        if (content.Length < 2 * mark.Length || content.Read(content.Length - mark.Length, end) < mark.Length) return;
        if (end.SequenceEqual(mark) || (format == ArtifactFormat.Parquet && end.SequenceEqual("PARE"u8))) return;
        Facts.Oddities.Add(new ContainerOddity(ContainerOddityKind.Broken, member, content.Length - mark.Length, $"The content begins like {FormatCatalogue.Describe(format).DisplayName} and does not end like it."));
    }
}
