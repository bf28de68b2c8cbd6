namespace MlSecPol.Engine.Datasets.Files.Antivirus;

/// <summary>A file that is not handed to an engine, and why.</summary>
internal sealed class NoScan(AntivirusOutcome outcome) : AntivirusScan
{
    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> block)
    {
    }

    /// <inheritdoc/>
    internal override AntivirusOutcome Conclude() => outcome;
}
