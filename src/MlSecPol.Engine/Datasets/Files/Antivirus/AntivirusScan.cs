using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Files.Antivirus;

/// <summary>Hands one file to an engine while it is read.</summary>
internal abstract class AntivirusScan : IContentSink, IDisposable
{
    /// <inheritdoc/>
    public abstract void Append(ReadOnlySpan<byte> block);

    /// <summary>What the engine says, after all bytes went by.</summary>
    internal abstract AntivirusOutcome Conclude();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the scan holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
