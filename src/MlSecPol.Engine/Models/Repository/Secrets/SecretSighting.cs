using MlSecPol.Engine.Artifacts.Secrets;

namespace MlSecPol.Engine.Models.Repository.Secrets;

/// <summary>A credential in a file of a model folder. The credential itself is not kept.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Path">The file, relative to the folder.</param>
/// <param name="Line">Line, from 1; null in binary metadata.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Masked">Its first characters and its length.</param>
public sealed record SecretSighting(SecretKind Kind, string Path, long? Line, long Offset, string Masked);
