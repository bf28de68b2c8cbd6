using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>RSA-PSS (RFC 8017, section 8.1) with each length of salt that tools choose; the framework knows only the one of the digest.</summary>
internal static class PssSignature
{
    /// <summary>Whether the key made the signature of a digest.</summary>
    internal static bool Verify(RSA key, byte[] digest, byte[] signature, HashAlgorithmName hash)
    {
        if (key.VerifyHash(digest, signature, hash, RSASignaturePadding.Pss)) return true;
        var parameters = DotNetUtilities.GetRsaPublicKey(key);
        // The longest that fits, which openssl takes by default; that of SHA-1, an old default; none.
        var longest = ((parameters.Modulus.BitLength + 6) / 8) - digest.Length - 2;
        foreach (var salt in (ReadOnlySpan<int>)[longest, 20, 0])
        {
            if (salt < 0) continue;
            var signer = PssSigner.CreateRawSigner(new RsaEngine(), Digest(hash), salt);
            signer.Init(forSigning: false, parameters);
            signer.BlockUpdate(digest, 0, digest.Length);
            if (signer.VerifySignature(signature)) return true;
        }

        return false;
    }

    private static IDigest Digest(HashAlgorithmName hash) => hash == HashAlgorithmName.SHA256 ? new Sha256Digest() : hash == HashAlgorithmName.SHA384 ? new Sha384Digest() : new Sha512Digest();
}
