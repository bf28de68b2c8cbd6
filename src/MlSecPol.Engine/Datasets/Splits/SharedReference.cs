namespace MlSecPol.Engine.Datasets.Splits;

/// <summary>A reference that is read once, by the first of several comparisons that need it.</summary>
/// <param name="path">Where it lies, a full path.</param>
/// <param name="settings">How it is read.</param>
/// <param name="parallelism">Threads that may look at it at once, at least 1.</param>
/// <param name="token">Ends the reading.</param>
public sealed class SharedReference(string path, DatasetSettings settings, int parallelism, CancellationToken token) : IDisposable
{
    private readonly Lazy<DatasetReference> _reference = new(() => DatasetReference.Read(path, settings, parallelism, token));

    /// <summary>The reference; whoever asks first reads it.</summary>
    /// <exception cref="Artifacts.ArtifactException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public DatasetReference Value => _reference.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_reference.IsValueCreated) _reference.Value.Dispose();
    }
}
