using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Reports;

/// <summary>Writes a file whole or not at all: to a temporary file beside it, which then takes its name.</summary>
/// <param name="path">The file, a full path.</param>
/// <param name="noClobber">Whether a file that is there stays.</param>
/// <param name="force">Whether a read-only file is replaced.</param>
public sealed class ReportFile(string path, bool noClobber, bool force)
{
    private static readonly string[] DeviceFolders = ["/dev/", "/proc/", "/sys/"];

    private readonly string _path = Target(path);

    /// <summary>Looks whether the file could be written, so that nobody waits for an audit whose report has no place.</summary>
    /// <exception cref="ReportException">It could not.</exception>
    public void Check()
    {
        if (Path.GetDirectoryName(_path) is not { Length: > 0 } folder || !Directory.Exists(folder))
        {
            throw new ReportException(
                "MlSecPol.Report.FolderMissing", AuditErrorKind.NotFound, $"There is no folder '{Path.GetDirectoryName(_path)}' for the file '{Path.GetFileName(_path)}'.", "Make the folder first, or name one that exists.");
        }

        if (Directory.Exists(_path)) throw NotAFile("a folder");
        if (IsSpecial(_path)) throw NotAFile("no regular file");
        if (!File.Exists(_path)) return;
        if (noClobber) throw new ReportException("MlSecPol.Report.Exists", AuditErrorKind.Exists, $"The file '{_path}' exists and -NoClobber keeps it.", "Choose another name, or leave -NoClobber out.");
        if (!force && new FileInfo(_path).IsReadOnly) throw new ReportException("MlSecPol.Report.ReadOnly", AuditErrorKind.PermissionDenied, $"The file '{_path}' is read-only.", "Choose another name, or add -Force.");
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="ReportException">It cannot be written; what was there before is still there.</exception>
    public void Write(Action<Stream> content)
    {
        Check();
        var temporary = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16)) content(stream);
            if (force && File.Exists(_path) && new FileInfo(_path).IsReadOnly) File.SetAttributes(_path, FileAttributes.Normal);
            File.Move(temporary, _path, overwrite: !noClobber);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReportException("MlSecPol.Report.WriteFailed", AuditErrorKind.WriteFailed, $"The file '{_path}' cannot be written: {e.Message}", "Check the rights to the folder and the space on the device.", e);
        }
        finally
        {
            // Gone after the rename; after a failure nothing half-written stays behind.
            File.Delete(temporary);
        }
    }

    // A link stays a link: what it leads to is replaced.
    private static string Target(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path;
        }
    }

    // Renaming over a device would replace it for everybody.
    private static bool IsSpecial(string path) =>
        !OperatingSystem.IsWindows() && Array.Exists(DeviceFolders, folder => path.StartsWith(folder, StringComparison.Ordinal));

    private ReportException NotAFile(string what) =>
        new("MlSecPol.Report.NotAFile", AuditErrorKind.InvalidData, $"'{_path}' is {what}.", "Give the name of a file.");
}
