namespace MlSecPol.Engine.Datasets.Files.Encryption;

/// <summary>Something encrypted, told by its header.</summary>
/// <param name="Scheme">The scheme, for example <c>OpenPGP</c> or <c>ZipCrypto</c>.</param>
/// <param name="Strength">What the scheme is worth.</param>
/// <param name="Member">The member, with the containers around it; null when the file itself is meant.</param>
/// <param name="Detail">One sentence without the final full stop.</param>
internal sealed record EncryptionSighting(string Scheme, EncryptionStrength Strength, string? Member, string Detail);
