namespace MlSecPol.Engine.Models.Repository.Signing;

/// <summary>A file, or a part of one, with its digest.</summary>
/// <param name="Path">Relative to the model, parts separated by <c>/</c>.</param>
/// <param name="Start">First byte.</param>
/// <param name="End">The byte after the last; null for the end of the file.</param>
/// <param name="Algorithm">The hash as the statement names it.</param>
/// <param name="Digest">The digest, in raw bytes.</param>
internal sealed record SignedResource(string Path, long Start, long? End, string Algorithm, byte[] Digest);
