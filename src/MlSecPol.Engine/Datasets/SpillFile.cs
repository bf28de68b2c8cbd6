namespace MlSecPol.Engine.Datasets;

/// <summary>Temporary files for what does not fit into memory: keyed hashes and numbers, never values.</summary>
internal static class SpillFile
{
    /// <summary>Opens a file that only this user can read and that is gone when it is closed, or the process ends.</summary>
    internal static FileStream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mlsecpol-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 0 };
        if (OperatingSystem.IsWindows()) options.Options = FileOptions.DeleteOnClose;
        else options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        // An open file needs no name on Unix, and without one nothing stays behind when the process is killed.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        return file;
    }
}
