using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Volumes;

/// <summary>Finds out whether the storage below a file is encrypted, by what the system shows to anybody. Nothing is run and nothing needs elevation.</summary>
internal static class VolumeReader
{
    private const int Deepest = 4;

    private static readonly string[] EncryptedTypes = ["ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.securefs", "fuse.cryptomator"];

    /// <summary>Looks.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What the organisation states, and where <c>proc</c> and <c>sys</c> stand.</param>
    internal static VolumeFacts Read(string path, FileSettings settings)
    {
        try
        {
            var full = Path.GetFullPath(path);
            if (settings.EncryptedFolders.FirstOrDefault(f => IsWithin(full, Path.GetFullPath(f))) is { } stated)
                return new VolumeFacts(VolumeState.Encrypted, $"The settings state that '{Path.GetFileName(stated.TrimEnd('/', '\\'))}' lies on encrypted storage");
            if (settings.SystemRoot.Length == 0 && OperatingSystem.IsWindows()) return WindowsVolume.Read(full);
            if (settings.SystemRoot.Length == 0 && !OperatingSystem.IsLinux()) return new VolumeFacts(VolumeState.Unknown, "This platform does not show whether a volume is encrypted");
            if (settings.SystemRoot.Length == 0 && UnixStatus.Of(full) is { IsEncrypted: true }) return new VolumeFacts(VolumeState.Encrypted, "The file system keeps the file encrypted (fscrypt)");
            var root = settings.SystemRoot.Length == 0 ? "/" : settings.SystemRoot;
            return OfLinux(Resolved(full), File.ReadAllText(Path.Combine(root, "proc", "self", "mountinfo")), new BlockDevices(Path.Combine(root, "sys")), 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new VolumeFacts(VolumeState.Unknown, $"The system does not show its volumes: {e.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Judges by the mounts and block devices of Linux.</summary>
    internal static VolumeFacts OfLinux(string path, string mountInformation, BlockDevices devices, int depth)
    {
        if (Mount.Of(path, mountInformation) is not { } mount) return new VolumeFacts(VolumeState.Unknown, "No mount was found on which the file lies");
        var place = $"'{mount.Point}' ({mount.Type})";
        if (EncryptedTypes.Contains(mount.Type, StringComparer.Ordinal)) return new VolumeFacts(VolumeState.Encrypted, $"{place} is an encrypting file system");
        if (mount.Type is "tmpfs" or "ramfs") return new VolumeFacts(VolumeState.Unknown, $"{place} lies in memory, which may be swapped out");
        if (mount.Type == "overlay") return new VolumeFacts(VolumeState.Unknown, $"{place} is the layered file system of a container, which does not show its volumes");
        if (mount.Type == "zfs") return new VolumeFacts(VolumeState.Unknown, $"{place} tells only its own tool whether '{mount.Source}' is encrypted (zfs get encryption)");
        if (devices.Find(mount.Source, mount.Device) is not { } name) return new VolumeFacts(VolumeState.Unknown, $"{place} lies on no block device that the system shows ('{mount.Source}')");
        if (devices.BackingFile(name) is { Length: > 0 } backing && depth < Deepest) return OfLinux(backing, mountInformation, devices, depth + 1);
        return devices.IsEncrypted(name) switch
        {
            true => new VolumeFacts(VolumeState.Encrypted, $"{place} lies on '{name}', which dm-crypt encrypts"),
            false => new VolumeFacts(VolumeState.Plain, $"{place} lies on '{name}' without dm-crypt"),
            _ => new VolumeFacts(VolumeState.Unknown, $"What lies below '{name}' is not shown"),
        };
    }

    private static bool IsWithin(string path, string folder) => path == folder || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path behind links of its folders, because mounts are known by where they are.</summary>
    private static string Resolved(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (folder is null) return path;
        var name = Path.GetFileName(path);
        var target = File.Exists(path) ? new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName : new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        return target is not null ? Resolved(target) : Path.Combine(Resolved(folder), name);
    }
}
