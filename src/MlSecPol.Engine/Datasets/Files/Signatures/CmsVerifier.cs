using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MlSecPol.Engine.Artifacts;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Security;
using Certificate = Org.BouncyCastle.X509.X509Certificate;

namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>
/// A detached CMS signature (RFC 5652), as <c>openssl cms</c> and <c>smime</c> make it. The signer's certificate has to be a trusted one or lead to one; whether it was
/// revoked is not asked, because nothing is fetched.
/// </summary>
internal sealed class CmsVerifier : SignatureVerifier
{
    private const string Form = "CMS";

    private static readonly Dictionary<string, HashAlgorithmName> Algorithms = new(StringComparer.Ordinal)
    {
        ["1.2.840.113549.2.5"] = HashAlgorithmName.MD5,
        ["1.3.14.3.2.26"] = HashAlgorithmName.SHA1,
        ["2.16.840.1.101.3.4.2.1"] = HashAlgorithmName.SHA256,
        ["2.16.840.1.101.3.4.2.2"] = HashAlgorithmName.SHA384,
        ["2.16.840.1.101.3.4.2.3"] = HashAlgorithmName.SHA512,
    };

    private readonly byte[] _bytes;
    private readonly TrustedKeys _keys;
    private readonly Dictionary<string, DigestSink> _digests;

    private CmsVerifier(string file, byte[] bytes, TrustedKeys keys, Dictionary<string, DigestSink> digests)
        : base(file, Form)
    {
        _bytes = bytes;
        _keys = keys;
        _digests = digests;
    }

    /// <summary>The signature that a file holds, binary or as PEM; null where it holds none.</summary>
    internal static SignatureVerifier? Open(string file, byte[] bytes, TrustedKeys keys)
    {
        var text = Encoding.ASCII.GetString(bytes);
        if (PemEncoding.TryFind(text, out var fields) && text[fields.Label] is "PKCS7" or "CMS") bytes = Convert.FromBase64String(text[fields.Base64Data]);
        if (bytes.Length < 16 || bytes[0] != 0x30 || bytes.AsSpan(0, 16).IndexOf((ReadOnlySpan<byte>)[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]) < 0) return null;
        try
        {
            var signers = new CmsSignedData(bytes).GetSignerInfos().GetSigners();
            var named = signers.Select(s => s.DigestAlgorithmID.Algorithm.Id).Distinct(StringComparer.Ordinal).ToList();
            if (named.Count == 0) return new KnownOutcome(file, Form, SignatureState.Malformed, "Nobody signed the CMS message");
            if (named.Find(n => !Algorithms.ContainsKey(n)) is { } unknown) return new KnownOutcome(file, Form, SignatureState.Unsupported, $"The digest algorithm {unknown} is not computed");
            return new CmsVerifier(file, bytes, keys, named.ToDictionary(n => n, n => new DigestSink(Algorithms[n]), StringComparer.Ordinal));
        }
        catch (Exception e) when (e is CmsException or IOException or ArgumentException or Asn1Exception or InvalidCastException or InvalidOperationException or NullReferenceException)
        {
            return new KnownOutcome(file, Form, SignatureState.Malformed, $"The CMS signature cannot be read: {e.Message.TrimEnd('.')}");
        }
    }

    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> block)
    {
        foreach (var digest in _digests.Values) digest.Append(block);
    }

    /// <inheritdoc/>
    internal override SignatureOutcome Conclude()
    {
        SignatureOutcome? last = null;
        try
        {
            var message = new CmsSignedData(_digests.ToDictionary(d => d.Key, d => d.Value.Digest, StringComparer.Ordinal), _bytes);
            var included = message.GetCertificates();
            foreach (var signer in message.GetSignerInfos().GetSigners())
            {
                // One signature that does not hold is reported whatever the others say.
                last = Conclude(signer, [.. included.EnumerateMatches(null)]);
                if (last.State != SignatureState.Good) return last;
            }
        }
        catch (Exception e) when (e is CmsException or IOException or ArgumentException or GeneralSecurityException or CryptographicException or InvalidOperationException)
        {
            return Outcome(SignatureState.Bad, $"The CMS signature cannot be verified: {e.Message.TrimEnd('.')}");
        }

        return last ?? Outcome(SignatureState.Malformed, "Nobody signed the CMS message");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) foreach (var digest in _digests.Values) digest.Dispose();
        base.Dispose(disposing);
    }

    private SignatureOutcome Conclude(SignerInformation signer, IReadOnlyList<Certificate> included)
    {
        var trusted = _keys.Certificates.Select(c => new Certificate(c.RawData));
        if (included.Concat(trusted).FirstOrDefault(signer.SignerID.Match) is not { } certificate)
            return Outcome(SignatureState.UnknownKey, $"The certificate of the signer (serial number {signer.SignerID.SerialNumber?.ToString(16)}) is neither in the signature nor among the trusted ones");
        var name = certificate.SubjectDN.ToString();
        // Verifying with a certificate would refuse one that has expired since, which is another question.
        if (!signer.Verify(certificate.GetPublicKey())) return Outcome(SignatureState.Bad, $"The signature names '{name}' and does not belong to this content");
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetEncoded());
        if (_keys.Certificates.Count == 0) return Outcome(SignatureState.UnknownKey, $"The signature belongs to the content, but no certificate is trusted that '{name}' could lead to");
        if (Chain(leaf, included) is { } trouble) return trouble.HasRoot ? Outcome(SignatureState.Untrusted, $"The certificate of '{name}' is not accepted: {trouble.Text}") : Outcome(SignatureState.UnknownKey, $"The certificate of '{name}' leads to no trusted one");
        var weak = Algorithms[signer.DigestAlgorithmID.Algorithm.Id] is var hash && (hash == HashAlgorithmName.MD5 || hash == HashAlgorithmName.SHA1) ? hash.Name : null;
        return Outcome(SignatureState.Good, string.Create(CultureInfo.InvariantCulture, $"Signed by '{name}'; whether the certificate was revoked was not asked")) with { WeakDigest = weak };
    }

    /// <summary>Why a certificate is not accepted; null when it is.</summary>
    private (bool HasRoot, string Text)? Chain(X509Certificate2 leaf, IReadOnlyList<Certificate> included)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (var trusted in _keys.Certificates) chain.ChainPolicy.CustomTrustStore.Add(trusted);
        // A certificate that is trusted itself is the end of its chain.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreInvalidBasicConstraints;
        foreach (var other in included) chain.ChainPolicy.ExtraStore.Add(X509CertificateLoader.LoadCertificate(other.GetEncoded()));
        if (chain.Build(leaf)) return null;
        var isPinned = _keys.Certificates.Any(c => c.RawData.AsSpan().SequenceEqual(leaf.RawData));
        var troubles = chain.ChainStatus.Where(s => !isPinned || s.Status is not (X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot)).ToList();
        if (troubles.Count == 0) return null;
        var hasRoot = isPinned || !troubles.Exists(s => s.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot);
        return (hasRoot, string.Join("; ", troubles.Select(s => s.StatusInformation.Trim().TrimEnd('.'))));
    }
}
