using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace MlSecPol.Engine.Datasets.Files.Volumes;

/// <summary>
/// Asks Windows whether a file or its volume is encrypted: EFS by the attribute of the file, BitLocker by the property System.Volume.BitLockerProtection of the shell, which
/// needs no elevation. Built on the documented interfaces; not run by this project's own tests, which have no Windows.
/// </summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class WindowsVolume
{
    private const int On = 1, Off = 2, Suspended = 5, Locked = 6;

    // IShellItem2 (shobjidl_core.h): three methods of IUnknown, five of IShellItem, then GetPropertyStore … GetInt32.
    private const int Release = 2, GetInt32 = 15;
    private static readonly Guid ShellItem2 = new("7E9FB0D3-919F-4307-AB2E-9B1860310C93");

    internal static VolumeFacts Read(string path)
    {
        if (File.GetAttributes(path).HasFlag(FileAttributes.Encrypted)) return new VolumeFacts(VolumeState.Encrypted, "The file is encrypted by EFS");
        if (Path.GetPathRoot(path) is not { Length: > 0 } root || root.StartsWith(@"\\", StringComparison.Ordinal)) return new VolumeFacts(VolumeState.Unknown, "The file lies on a share, whose server alone knows");
        try
        {
            return Protection(root) switch
            {
                On or Locked => new VolumeFacts(VolumeState.Encrypted, $"BitLocker protects the volume '{root}'"),
                Off => new VolumeFacts(VolumeState.Plain, $"BitLocker does not protect the volume '{root}'"),
                Suspended => new VolumeFacts(VolumeState.Plain, $"The protection of the volume '{root}' by BitLocker is suspended"),
                { } other => new VolumeFacts(VolumeState.Unknown, $"BitLocker reports the state {other} of the volume '{root}'"),
                null => new VolumeFacts(VolumeState.Unknown, $"The shell does not tell whether BitLocker protects the volume '{root}'"),
            };
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return new VolumeFacts(VolumeState.Unknown, "This Windows has no shell that could be asked");
        }
    }

    private static int? Protection(string root)
    {
        if (PropertyKeyByName("System.Volume.BitLockerProtection", out var key) < 0) return null;
        var kind = ShellItem2;
        if (ItemByName(root, 0, &kind, out var item) < 0) return null;
        try
        {
            int value;
            var methods = *(void***)item;
            return ((delegate* unmanaged[Stdcall]<nint, PropertyKey*, int*, int>)methods[GetInt32])(item, &key, &value) == 0 ? value : null;
        }
        finally
        {
            ((delegate* unmanaged[Stdcall]<nint, uint>)(*(void***)item)[Release])(item);
        }
    }

    [LibraryImport("propsys.dll", EntryPoint = "PSGetPropertyKeyFromName", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int PropertyKeyByName(string name, out PropertyKey key);

    [LibraryImport("shell32.dll", EntryPoint = "SHCreateItemFromParsingName", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int ItemByName(string path, nint context, Guid* kind, out nint item);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct PropertyKey
    {
        private readonly Guid _format;
        private readonly uint _number;
    }
}
