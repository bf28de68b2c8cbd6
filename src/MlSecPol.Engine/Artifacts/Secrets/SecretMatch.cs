namespace MlSecPol.Engine.Artifacts.Secrets;

/// <summary>A credential in a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first character.</param>
/// <param name="Length">Its characters.</param>
/// <param name="IsProven">Whether more than its form speaks for it: a checksum, or content that decodes to what it must be.</param>
/// <param name="Masked">So much of it that its owner knows it.</param>
internal readonly record struct SecretMatch(SecretKind Kind, int Start, int Length, bool IsProven, string Masked);
