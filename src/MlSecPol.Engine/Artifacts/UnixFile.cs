using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MlSecPol.Engine.Artifacts;

/// <summary>
/// Opens a Unix file that is a regular one. The framework cannot tell a device from a file, its open waits on a named pipe until somebody writes to it, and opening
/// a device alone can do something: rewind a tape, start a watchdog.
/// </summary>
internal static partial class UnixFile
{
    // O_NONBLOCK | O_CLOEXEC, from the system headers; O_RDONLY is 0 on both.
    private const int LinuxFlags = 0x800 | 0x80000;
    private const int MacFlags = 0x4 | 0x1000000;

    // errno of both: ENOENT, EACCES, ENOTDIR.
    private const int NoEntry = 2;
    private const int PermissionDenied = 13;
    private const int NotAFolder = 20;

    // S_IFMT and S_IFREG (POSIX, sys/stat.h), the same on both.
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    // struct statx is 256 bytes and struct stat of macOS 144; AT_FDCWD and STATX_TYPE are of linux/fcntl.h and linux/stat.h.
    private const int StatusLength = 256;
    private const int LinuxModeOffset = 28;
    private const int MacModeOffset = 4;
    private const int CurrentFolder = -100;
    private const uint TypeWanted = 1;

    /// <summary>Opens for reading.</summary>
    /// <exception cref="NotSupportedException">It is a folder, a device, a pipe or a socket.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The operating system refused.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    internal static SafeFileHandle Open(string path)
    {
        // The system would take the part before the zero for the name.
        if (path.Contains('\0', StringComparison.Ordinal)) throw new FileNotFoundException("No name holds a zero.", path);
        if (Mode(path) is { } mode && (mode & TypeMask) != RegularFile) throw new NotSupportedException("This is not a regular file.");
        var descriptor = Open(path, OperatingSystem.IsMacOS() ? MacFlags : LinuxFlags);
        if (descriptor >= 0) return new SafeFileHandle(descriptor, ownsHandle: true);
        var error = new Win32Exception(Marshal.GetLastPInvokeError());
        throw error.NativeErrorCode switch
        {
            NoEntry or NotAFolder => new FileNotFoundException(error.Message, path, error),
            PermissionDenied => new UnauthorizedAccessException(error.Message, error),
            _ => new IOException(error.Message, error),
        };
    }

    /// <summary>Type and permissions of what the path leads to; null where the system does not say, and opening will tell why.</summary>
    private static ushort? Mode(string path)
    {
        Span<byte> status = stackalloc byte[StatusLength];
        var (result, offset) = (OperatingSystem.IsMacOS(), RuntimeInformation.ProcessArchitecture) switch
        {
            (false, _) => (StatusOnLinux(CurrentFolder, path, 0, TypeWanted, status), LinuxModeOffset),
            (true, Architecture.X64) => (StatusOnIntelMac(path, status), MacModeOffset),
            _ => (StatusOnMac(path, status), MacModeOffset),
        };
        return result == 0 ? MemoryMarshal.Read<ushort>(status[offset..]) : null;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusOnLinux(int folder, string path, int flags, uint wanted, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusOnMac(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusOnIntelMac(string path, Span<byte> status);
}
