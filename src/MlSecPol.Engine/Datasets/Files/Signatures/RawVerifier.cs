using System.Security.Cryptography;
using System.Text;
using MlSecPol.Engine.Artifacts;
using Org.BouncyCastle.Crypto.Signers;

namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>A signature without any form, binary or in base64: RSA (PSS, or PKCS #1 as older tools have it), ECDSA or Ed25519. Only trying tells which key made it.</summary>
internal sealed class RawVerifier : SignatureVerifier
{
    private const int EdwardsLength = 64;
    private static readonly HashAlgorithmName[] Hashes = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];

    private readonly byte[] _signature;
    private readonly TrustedKeys _keys;
    private readonly DigestSink[] _digests = [.. Hashes.Select(h => new DigestSink(h))];
    private readonly WholeContent? _whole;

    private RawVerifier(string file, byte[] signature, TrustedKeys keys)
        : base(file, "raw")
    {
        _signature = signature;
        _keys = keys;
        if (signature.Length == EdwardsLength && keys.Edwards.Count > 0) _whole = new WholeContent();
    }

    internal static SignatureVerifier Open(string file, byte[] bytes, TrustedKeys keys)
    {
        var text = Encoding.ASCII.GetString(bytes).Trim();
        var decoded = new byte[text.Length];
        var signature = text.Length > 0 && Convert.TryFromBase64String(text, decoded, out var length) && length >= 32 ? decoded[..length] : bytes;
        var mayBeKnown = keys.Rsa.Any(k => k.Key.KeySize / 8 == signature.Length)
            || (keys.Ecdsa.Count > 0 && (signature is [0x30, ..] || keys.Ecdsa.Any(k => (k.Key.KeySize + 7) / 8 * 2 == signature.Length)))
            || (keys.Edwards.Count > 0 && signature.Length == EdwardsLength);
        return mayBeKnown ? new RawVerifier(file, signature, keys) : new KnownOutcome(file, "raw", SignatureState.UnknownKey, $"No trusted key makes signatures of {signature.Length} bytes");
    }

    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> block)
    {
        foreach (var digest in _digests) digest.Append(block);
        _whole?.Append(block);
    }

    /// <inheritdoc/>
    internal override SignatureOutcome Conclude()
    {
        for (var i = 0; i < Hashes.Length; i++)
        {
            var digest = _digests[i].Digest;
            foreach (var (file, key) in _keys.Rsa)
            {
                if (_signature.Length != key.KeySize / 8) continue;
                if (PssSignature.Verify(key, digest, _signature, Hashes[i])) return Good($"RSA-PSS, {Hashes[i].Name}", file);
                if (key.VerifyHash(digest, _signature, Hashes[i], RSASignaturePadding.Pkcs1)) return Good($"RSA PKCS #1 v1.5, {Hashes[i].Name}", file);
            }

            foreach (var (file, key) in _keys.Ecdsa)
            {
                if (Verify(key, digest, DSASignatureFormat.Rfc3279DerSequence) || Verify(key, digest, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)) return Good($"ECDSA, {Hashes[i].Name}", file);
            }
        }

        if (_whole is { IsTooLong: true }) return Outcome(SignatureState.Unsupported, $"An Ed25519 signature is over the whole content, which has more than {WholeContent.Longest} bytes; sign a digest in a form that names it, such as minisign");
        if (_whole is not null)
        {
            var content = _whole.Bytes;
            foreach (var (file, key) in _keys.Edwards)
            {
                var signer = new Ed25519Signer();
                signer.Init(forSigning: false, key);
                signer.BlockUpdate(content);
                if (signer.VerifySignature(_signature)) return Good("Ed25519", file);
            }
        }

        return Outcome(SignatureState.Bad, "No trusted key verifies the signature: the content was changed, or somebody else signed it");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) foreach (var digest in _digests) digest.Dispose();
        base.Dispose(disposing);
    }

    private bool Verify(ECDsa key, byte[] digest, DSASignatureFormat format)
    {
        try
        {
            return key.VerifyHash(digest, _signature, format);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private SignatureOutcome Good(string scheme, string keyFile) => Outcome(SignatureState.Good, $"Signed with the key of '{Path.GetFileName(keyFile)}' ({scheme})");
}
