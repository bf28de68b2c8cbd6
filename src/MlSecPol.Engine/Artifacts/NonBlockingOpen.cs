using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MlSecPol.Engine.Artifacts;

/// <summary>Opens a Unix path without waiting: the framework's own open blocks on a named pipe until somebody writes to it.</summary>
internal static partial class NonBlockingOpen
{
    // O_NONBLOCK | O_CLOEXEC, from the system headers; O_RDONLY is 0 on both.
    private const int LinuxFlags = 0x800 | 0x80000;
    private const int MacFlags = 0x4 | 0x1000000;
    private const int PermissionDenied = 13;

    /// <summary>Opens for reading.</summary>
    /// <exception cref="UnauthorizedAccessException">The operating system refused.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    internal static SafeFileHandle ForReading(string path)
    {
        var descriptor = Open(path, OperatingSystem.IsMacOS() ? MacFlags : LinuxFlags);
        if (descriptor >= 0) return new SafeFileHandle(descriptor, ownsHandle: true);
        var error = new Win32Exception(Marshal.GetLastPInvokeError());
        throw error.NativeErrorCode == PermissionDenied ? new UnauthorizedAccessException(error.Message, error) : new IOException(error.Message, error);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);
}
