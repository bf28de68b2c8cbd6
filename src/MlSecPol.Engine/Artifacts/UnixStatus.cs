using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Artifacts;

/// <summary>What Linux tells of a file beyond what the framework does: owner, links, device and attributes.</summary>
/// <param name="Mode">Type and permissions.</param>
/// <param name="Owner">Number of the owner.</param>
/// <param name="Group">Number of the group.</param>
/// <param name="Links">Names that the file has.</param>
/// <param name="IsEncrypted">Whether the file system keeps it encrypted.</param>
/// <param name="Device">The device that it lies on, as <c>major:minor</c>.</param>
internal sealed partial record UnixStatus(int Mode, uint Owner, uint Group, uint Links, bool IsEncrypted, string Device)
{
    // linux/stat.h and linux/fcntl.h: struct statx, STATX_BASIC_STATS, AT_FDCWD, STATX_ATTR_ENCRYPTED.
    private const int StatusLength = 256;
    private const uint BasicStatus = 0x7FF;
    private const int CurrentFolder = -100;
    private const ulong Encrypted = 0x800;
    private const int LongestAttribute = 64 * 1024;

    /// <summary>Asks for a file, through a link; null where the system does not tell.</summary>
    internal static UnixStatus? Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        Span<byte> status = stackalloc byte[StatusLength];
        if (Status(CurrentFolder, path, 0, BasicStatus, status) != 0) return null;
        return new UnixStatus(
            BinaryPrimitives.ReadUInt16LittleEndian(status[28..]),
            BinaryPrimitives.ReadUInt32LittleEndian(status[20..]),
            BinaryPrimitives.ReadUInt32LittleEndian(status[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(status[16..]),
            (BinaryPrimitives.ReadUInt64LittleEndian(status[8..]) & Encrypted) != 0,
            $"{BinaryPrimitives.ReadUInt32LittleEndian(status[136..])}:{BinaryPrimitives.ReadUInt32LittleEndian(status[140..])}");
    }

    /// <summary>The device of which a file of devices is the name, as <c>major:minor</c>; null where it is none.</summary>
    internal static string? DeviceNamed(string path)
    {
        const int typeMask = 0xF000, blockDevice = 0x6000;
        if (!OperatingSystem.IsLinux()) return null;
        Span<byte> status = stackalloc byte[StatusLength];
        if (Status(CurrentFolder, path, 0, BasicStatus, status) != 0 || (BinaryPrimitives.ReadUInt16LittleEndian(status[28..]) & typeMask) != blockDevice) return null;
        return $"{BinaryPrimitives.ReadUInt32LittleEndian(status[128..])}:{BinaryPrimitives.ReadUInt32LittleEndian(status[132..])}";
    }

    /// <summary>The value of an extended attribute; null where there is none or the file system knows none.</summary>
    internal static byte[]? ExtendedAttribute(string path, string name)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var buffer = new byte[LongestAttribute];
        var length = Attribute(path, name, buffer, (nuint)buffer.Length);
        return length < 0 ? null : buffer[..(int)length];
    }

    /// <summary>The name of an account; null where the system knows none of this number.</summary>
    internal static unsafe string? AccountName(uint number)
    {
        // struct passwd begins with the pointer to the name on Linux and macOS alike.
        var entry = stackalloc byte[256];
        var texts = stackalloc byte[4096];
        nint found = 0;
        if (OperatingSystem.IsWindows() || Account(number, entry, texts, 4096, &found) != 0 || found == 0) return null;
        return Marshal.PtrToStringUTF8(*(nint*)entry);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint wanted, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Attribute(string path, string name, Span<byte> value, nuint length);

    [LibraryImport("libc", EntryPoint = "getpwuid_r")]
    private static unsafe partial int Account(uint number, byte* entry, byte* texts, nuint length, nint* found);
}
