using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace MlSecPol.Engine.Datasets.Files.Antivirus;

/// <summary>
/// Hands one file to the Antimalware Scan Interface of Windows (amsi.h), which takes a content as a whole. Built on the documented interface; not run by this project's own
/// tests, which have no Windows.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed partial class AmsiScan(string path, long length) : AntivirusScan
{
    // AMSI_RESULT: above the first, malware; in the range of the others an administrator forbids the content.
    private const int Detected = 32768, BlockedFrom = 0x4000, BlockedTo = 0x4FFF;
    private const string DefenderSignatures = @"SOFTWARE\Microsoft\Windows Defender\Signature Updates";

    private readonly byte[] _content = new byte[length];
    private int _filled;

    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> block)
    {
        block = block[..Math.Min(block.Length, _content.Length - _filled)];
        block.CopyTo(_content.AsSpan(_filled));
        _filled += block.Length;
    }

    /// <inheritdoc/>
    internal override AntivirusOutcome Conclude()
    {
        nint context = 0;
        try
        {
            var failure = Initialize("MlSecPol", out context);
            if (failure != 0) return new AntivirusOutcome(AntivirusState.Absent, $"AMSI cannot be used (0x{failure:X8})");
            failure = ScanBuffer(context, _content, (uint)_filled, path, 0, out var result);
            var version = new EngineVersion("AMSI", null, SignatureDate());
            // Without a provider that is switched on AMSI answers with an error, never with a result.
            if (failure != 0) return new AntivirusOutcome(AntivirusState.Absent, $"No antivirus engine answers to AMSI (0x{failure:X8})") { Engine = version };
            return result is >= Detected or (>= BlockedFrom and <= BlockedTo)
                ? new AntivirusOutcome(AntivirusState.Found, $"The antivirus engine behind AMSI found malware (result {result})") { Threat = "malware", Engine = version }
                : new AntivirusOutcome(AntivirusState.Clean, "The antivirus engine behind AMSI found nothing") { Engine = version };
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return new AntivirusOutcome(AntivirusState.Absent, "This Windows has no AMSI");
        }
        finally
        {
            if (context != 0) Uninitialize(context);
        }
    }

    /// <summary>When the signatures of Windows Defender were updated; null where another engine stands behind AMSI, which tells nobody.</summary>
    private static DateTimeOffset? SignatureDate()
    {
        using var key = Registry.LocalMachine.OpenSubKey(DefenderSignatures);
        return key?.GetValue("SignaturesLastUpdated") is byte[] { Length: 8 } time ? DateTimeOffset.FromFileTime(BitConverter.ToInt64(time)) : null;
    }

    [LibraryImport("amsi.dll", EntryPoint = "AmsiInitialize", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Initialize(string application, out nint context);

    [LibraryImport("amsi.dll", EntryPoint = "AmsiScanBuffer", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int ScanBuffer(nint context, byte[] buffer, uint length, string name, nint session, out int result);

    [LibraryImport("amsi.dll", EntryPoint = "AmsiUninitialize")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void Uninitialize(nint context);
}
