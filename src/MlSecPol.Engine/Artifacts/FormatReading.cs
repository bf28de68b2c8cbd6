namespace MlSecPol.Engine.Artifacts;

/// <summary>One way in which content can be understood.</summary>
/// <param name="Format">The format.</param>
/// <param name="Offset">Where content of this format begins, from 0; a zip archive behind a stub begins later.</param>
public sealed record FormatReading(ArtifactFormat Format, long Offset);
