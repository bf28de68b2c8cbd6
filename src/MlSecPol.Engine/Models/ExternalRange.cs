namespace MlSecPol.Engine.Models;

/// <summary>A part of another file in which a model keeps a tensor.</summary>
/// <param name="File">The other file, relative to the folder of the model, with slashes.</param>
/// <param name="Tensor">The tensor.</param>
/// <param name="Offset">Where it begins in the other file.</param>
/// <param name="Length">Its bytes; null for the rest of the file or where the model does not say.</param>
public sealed record ExternalRange(string File, string Tensor, long Offset, long? Length);
