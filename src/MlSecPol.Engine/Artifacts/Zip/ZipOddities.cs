namespace MlSecPol.Engine.Artifacts.Zip;

/// <summary>Compares what the tables of an archive say and collects where they disagree.</summary>
internal sealed class ZipOddities
{
    private const int CharacterDevice = 2, BlockDevice = 6, Link = 10, Pipe = 1;
    private const int DescriptorFlag = ZipMember.DescriptorFlag;

    private readonly List<ContainerOddity> _found = [];

    internal IReadOnlyList<ContainerOddity> Found => _found;

    internal void Add(ContainerOddityKind kind, string? member, long? offset, string detail) => _found.Add(new ContainerOddity(kind, member, offset, detail));

    /// <summary>A directory entry against the local header that it points to.</summary>
    internal void Compare(ZipHeader entry, ZipHeader local, long at)
    {
        var name = entry.Name;
        if (local.Name != name) Add(ContainerOddityKind.NameMismatch, name, at, $"The directory calls it '{name}', its own header '{local.Name}'.");
        if (local.Method != entry.Method) Add(ContainerOddityKind.MethodMismatch, name, at, $"The directory states compression method {entry.Method}, its own header {local.Method}.");
        if (((local.Flags ^ entry.Flags) & ZipMember.ObstructingFlags) != 0)
            Add(ContainerOddityKind.FlagMismatch, name, at, $"The directory states flags 0x{entry.Flags:X4}, its own header 0x{local.Flags:X4}.");

        // With a descriptor the header leaves sizes and checksum at zero, or at the mark of zip64 whose field then holds zero.
        var deferred = ((local.Flags | entry.Flags) & DescriptorFlag) != 0;
        if (!(deferred && local.CompressedSize is 0 or 0xFFFFFFFF && local.Size is 0 or 0xFFFFFFFF) && (local.CompressedSize != entry.CompressedSize || local.Size != entry.Size))
            Add(ContainerOddityKind.SizeMismatch, name, at, $"The directory states {entry.CompressedSize} bytes for {entry.Size}, its own header {local.CompressedSize} for {local.Size}.");
        if (!(deferred && local.Crc == 0) && local.Crc != entry.Crc)
            Add(ContainerOddityKind.ChecksumMismatch, name, at, $"The directory states checksum {entry.Crc:X8}, its own header {local.Crc:X8}.");
        if ((entry.UnicodeName ?? local.UnicodeName) is { } unicode && unicode != name)
            Add(ContainerOddityKind.OverridingName, name, at, $"An extra field renames '{name}' to '{unicode}' for readers that know the field.");
        if (entry.UnixKind is Link or CharacterDevice or BlockDevice or Pipe)
            Add(ContainerOddityKind.LinkOrDevice, name, at, $"'{name}' is a link, a pipe or a device.");
    }

    /// <summary>Names of all members, alone and against each other.</summary>
    internal void CompareMembers(IReadOnlyList<ZipMember> members)
    {
        var seen = new Dictionary<string, ZipMember>(members.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var member in members)
        {
            MemberName.AddOddities(_found, member.Name, member.HeaderOffset);
            if (member.LocalName is { } local) MemberName.AddOddities(_found, local, member.HeaderOffset);
            if (!seen.TryAdd(MemberName.Plain(member.Name), member))
            {
                var other = seen[MemberName.Plain(member.Name)];
                if (other.Name == member.Name) Add(ContainerOddityKind.DuplicateName, member.Name, member.HeaderOffset, $"'{member.Name}' stands in the archive twice; readers differ in which they take.");
                else Add(ContainerOddityKind.SimilarName, member.Name, member.HeaderOffset, $"'{member.Name}' and '{other.Name}' are one file for some readers.");
            }
        }
    }
}
