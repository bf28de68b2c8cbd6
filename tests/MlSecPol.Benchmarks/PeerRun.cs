namespace MlSecPol.Benchmarks;

/// <summary>One scan by a peer.</summary>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="ProcessorMilliseconds">Processor time that it used.</param>
/// <param name="Files">Files that it looked into.</param>
/// <param name="Hits">Files that it calls dangerous.</param>
internal sealed record PeerRun(double Milliseconds, double ProcessorMilliseconds, int Files, int Hits);
