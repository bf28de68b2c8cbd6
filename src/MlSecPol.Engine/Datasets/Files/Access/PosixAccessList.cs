using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Access;

/// <summary>Reads an access list as Linux keeps it in an extended attribute (linux/posix_acl_xattr.h): a version, then tag, rights and number of each entry.</summary>
internal static class PosixAccessList
{
    private const uint Version = 2;
    private const int HeaderLength = 4, EntryLength = 8;
    private const int User = 0x02, OwningGroup = 0x04, Group = 0x08, Mask = 0x10;
    private const int Read = 4, Write = 2;

    /// <summary>Users and groups of the list who may do something, after its mask; none without a list.</summary>
    internal static List<Trustee> Parse(ReadOnlySpan<byte> attribute)
    {
        var trustees = new List<Trustee>();
        if (attribute.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(attribute) != Version) return trustees;
        var mask = Read | Write;
        for (var at = HeaderLength; at + EntryLength <= attribute.Length; at += EntryLength)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(attribute[at..]) == Mask) mask = BinaryPrimitives.ReadUInt16LittleEndian(attribute[(at + 2)..]);
        }

        for (var at = HeaderLength; at + EntryLength <= attribute.Length; at += EntryLength)
        {
            var rights = BinaryPrimitives.ReadUInt16LittleEndian(attribute[(at + 2)..]) & mask;
            var number = BinaryPrimitives.ReadUInt32LittleEndian(attribute[(at + 4)..]);
            var name = BinaryPrimitives.ReadUInt16LittleEndian(attribute[at..]) switch
            {
                User => $"user {UnixStatus.AccountName(number) ?? number.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
                OwningGroup => "group",
                Group => $"group {number}",
                _ => null,
            };
            if (name is not null && (rights & (Read | Write)) != 0) trustees.Add(new Trustee(name, IsWorld: false, (rights & Read) != 0, (rights & Write) != 0, IsListed: true));
        }

        return trustees;
    }
}
