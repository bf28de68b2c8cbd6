using System.Buffers;
using System.IO.Hashing;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Artifacts.Zip;
using MlSecPol.Engine.Datasets.Files.Encryption;

namespace MlSecPol.Engine.Datasets.Files.Containers;

/// <summary>Looks through one zip archive: both of its tables, then every member to its checksum.</summary>
internal sealed class ZipInspection(ContainerInspector owner, ByteSource content, string? container, int depth)
{
    private const int Stored = 0, Deflated = 8, Bzip2 = 12, Lzma = 14, Zstandard = 93, Xz = 95, AesEncrypted = 99;
    private const int StrongEncryption = 0x40;

    private ContainerFacts Facts => owner.Facts;

    internal void Run(ArtifactLimits limits)
    {
        var table = ZipTable.Read(content, limits, owner.Token);
        foreach (var oddity in table.Oddities) Facts.Oddities.Add(oddity with { Member = Inside(oddity.Member) });
        foreach (var link in table.Oddities.Where(o => o.Kind == ContainerOddityKind.LinkOrDevice))
            Facts.Links.Add(new ContainerLink(Inside(link.Member)!, link.Offset, LeadsAway: true, link.Detail.TrimEnd('.')));
        if (!table.IsComplete) Facts.Gaps.Add(new ContainerGap(ArtifactErrorKind.LimitReached, container, $"The archive has more than {limits.MembersPerArchive} members (limit {nameof(ArtifactLimits.MembersPerArchive)})"));
        if (!table.HasDirectory)
            Facts.Oddities.Add(new ContainerOddity(ContainerOddityKind.Broken, container, content.Length, "The end of the zip archive, with its directory, is missing."));
        Facts.Members += table.Members.Count;
        foreach (var member in table.Members)
        {
            owner.Token.ThrowIfCancellationRequested();
            if (!member.IsFolder) Read(member);
        }

        foreach (var range in table.Unowned) owner.LookAtUnowned(content, range, container);
    }

    private string? Inside(string? member) => member is null ? container : ContainerInspector.Inside(container, member);

    private void Read(ZipMember member)
    {
        var path = ContainerInspector.Inside(container, member.Name);
        if (MacroJudge.OfMember(member.Name) is { } macro) Facts.Threats.Add(new ContentThreat(ThreatKind.Macro, path, null, macro));
        // What the tables say of a member that is not there, or reaches beyond the end, stands among the oddities already.
        if (member.DataOffset < 0 || member.DataOffset > content.Length || member.CompressedSize < 0 || member.CompressedSize > content.Length - member.DataOffset) return;
        var data = content.Slice(member.DataOffset, member.CompressedSize);
        if (member.Method == AesEncrypted)
        {
            AddEncrypted("WinZip AES", EncryptionStrength.Strong, path, $"'{member.Name}' is encrypted with AES");
            return;
        }

        if (member.ClaimsEncryption && (member.Flags & StrongEncryption) != 0)
        {
            AddEncrypted("PKWARE strong encryption", EncryptionStrength.Strong, path, $"'{member.Name}' is encrypted by the scheme of PKWARE");
            return;
        }

        var checksum = new Crc32();
        var kept = owner.Budget.Keeping(ThreatJudge.HeadLength);
        ExpandedContent expanded;
        switch (member.Method)
        {
            case Stored:
                expanded = new ExpandedContent(data, null);
                if (!SumUp(data, checksum)) return;
                break;
            case Deflated:
                expanded = Decompressor.Deflate(data, kept, owner.Token, checksum);
                break;
            case Bzip2 or Xz or Zstandard:
                expanded = Decompressor.Expand(data, member.Method switch { Bzip2 => ArtifactFormat.Bzip2, Xz => ArtifactFormat.Xz, _ => ArtifactFormat.Zstandard }, kept, owner.Token);
                checksum = null;
                break;
            case Lzma when ReadLzmaProperties(data) is { } properties:
                expanded = Decompressor.Lzma(data.Slice(9, data.Length), properties, member.Size, kept, owner.Token);
                checksum = null;
                break;
            default:
                Facts.Gaps.Add(new ContainerGap(ArtifactErrorKind.Malformed, path, $"'{member.Name}' is compressed with method {member.Method}, which is not read") { IsUnsupported = true });
                return;
        }

        using var plain = expanded.Content;
        var fits = expanded.Break is null && plain.Length == member.Size && (checksum is null || checksum.GetCurrentHashAsUInt32() == member.Crc);
        if (member.ClaimsEncryption && !fits)
        {
            AddEncrypted("ZipCrypto", EncryptionStrength.Weak, path, $"'{member.Name}' is encrypted with ZipCrypto, which a known piece of its content breaks");
            return;
        }

        if (member.ClaimsEncryption)
            Facts.Oddities.Add(new ContainerOddity(ContainerOddityKind.FalseEncryption, path, member.HeaderOffset, $"'{member.Name}' is marked as encrypted and is not."));
        Facts.PlainMembers++;
        if (expanded.Break is { } cause) owner.Broken(cause, path);
        else if (!fits)
            Facts.Oddities.Add(new ContainerOddity(ContainerOddityKind.ChecksumMismatch, path, member.HeaderOffset, $"'{member.Name}' has another size or checksum than its headers state."));
        owner.Nested(plain, path, member.Name, depth, expanded.Break is null ? () => Whole(member, data) : null);
    }

    /// <summary>The member once more, with all of its content.</summary>
    private ByteSource Whole(ZipMember member, ByteSource data) => member.Method switch
    {
        Stored => data,
        Deflated => Decompressor.Deflate(data, owner.Budget, owner.Token).Content,
        Lzma => Decompressor.Lzma(data.Slice(9, data.Length), ReadLzmaProperties(data)!, member.Size, owner.Budget, owner.Token).Content,
        _ => Decompressor.Expand(data, member.Method switch { Bzip2 => ArtifactFormat.Bzip2, Xz => ArtifactFormat.Xz, _ => ArtifactFormat.Zstandard }, owner.Budget, owner.Token).Content,
    };

    /// <summary>Two bytes of version and two of length stand before the five of properties.</summary>
    private static byte[]? ReadLzmaProperties(ByteSource data)
    {
        var header = new byte[9];
        return data.Read(0, header) == header.Length ? header[4..] : null;
    }

    /// <summary>The checksum of a stored member; many that overlap cost as much as many that are packed, so they are charged alike.</summary>
    private bool SumUp(ByteSource data, Crc32 checksum)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            for (long at = 0; data.Read(at, buffer) is > 0 and var count; at += count)
            {
                owner.Token.ThrowIfCancellationRequested();
                owner.Budget.Charge(count);
                checksum.Append(buffer.AsSpan(0, count));
            }

            return true;
        }
        catch (ArtifactException e) when (e.Kind == ArtifactErrorKind.LimitReached)
        {
            owner.Broken(e, container);
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void AddEncrypted(string scheme, EncryptionStrength strength, string path, string detail) =>
        Facts.Encrypted.Add(new EncryptionSighting(scheme, strength, path, detail));
}
