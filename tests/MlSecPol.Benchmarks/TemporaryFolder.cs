namespace MlSecPol.Benchmarks;

/// <summary>A folder for generated inputs, deleted with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("mlsecpol-benchmarks-").FullName;

    /// <summary>The full path of a file in the folder.</summary>
    internal string File(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
