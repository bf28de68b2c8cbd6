using System.Globalization;
using System.Runtime.Versioning;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Access;

/// <summary>Mode, owner and access list of a file on Unix, and whether others can reach it at all.</summary>
[UnsupportedOSPlatform("windows")]
internal static class UnixAccess
{
    private const int Permissions = 0xFFF;

    internal static AccessFacts Read(string path)
    {
        var mode = File.GetUnixFileMode(path);
        var status = UnixStatus.Of(path);
        var trustees = new List<Trustee>();
        var list = PosixAccessList.Parse(UnixStatus.ExtendedAttribute(path, "system.posix_acl_access"));
        if (list.Count > 0) trustees.AddRange(list);
        // With a list the middle three bits of the mode are its mask and say nothing about the group.
        else Add("group", isWorld: false, mode.HasFlag(UnixFileMode.GroupRead), mode.HasFlag(UnixFileMode.GroupWrite));
        Add("others", isWorld: true, mode.HasFlag(UnixFileMode.OtherRead), mode.HasFlag(UnixFileMode.OtherWrite));
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return new AccessFacts
        {
            Mode = (int)mode & Permissions,
            Owner = status is null ? null : UnixStatus.AccountName(status.Owner),
            OwnerId = status?.Owner.ToString(CultureInfo.InvariantCulture),
            Trustees = trustees,
            ClosedFolder = ClosedFolder(folder),
            IsReplaceable = folder is not null && File.GetUnixFileMode(folder) is var around && around.HasFlag(UnixFileMode.OtherWrite) && !around.HasFlag(UnixFileMode.StickyBit),
            HardLinks = status?.Links,
        };

        void Add(string name, bool isWorld, bool read, bool write)
        {
            if (read || write) trustees.Add(new Trustee(name, isWorld, read, write, IsListed: false));
        }
    }

    /// <summary>The innermost folder on the way into which others may not step.</summary>
    private static string? ClosedFolder(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!File.GetUnixFileMode(folder).HasFlag(UnixFileMode.OtherExecute)) return folder;
        }

        return null;
    }
}
