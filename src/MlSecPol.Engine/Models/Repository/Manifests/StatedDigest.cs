namespace MlSecPol.Engine.Models.Repository.Manifests;

/// <summary>A digest that a file of the folder states for another.</summary>
/// <param name="Manifest">Where it is stated, relative to the folder.</param>
/// <param name="Path">The file that it is of, relative to the folder.</param>
/// <param name="Algorithm">Its kind: <c>sha256</c>, <c>sha512</c>, <c>sha1</c>, <c>md5</c> or <c>git</c>, which is that of git's objects.</param>
/// <param name="Digest">The digest, lower-case hexadecimal.</param>
/// <param name="IsDownloadRecord">Whether a client noted it when it downloaded the file; what is changed later is no contradiction.</param>
public sealed record StatedDigest(string Manifest, string Path, string Algorithm, string Digest, bool IsDownloadRecord)
{
    /// <summary>What became of the file.</summary>
    public DigestState State { get; init; } = DigestState.NotCompared;
}
