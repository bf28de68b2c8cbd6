using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository.Signing;

/// <summary>Decides whether a signature was made by somebody who is trusted: the holder of a given key, or of a certificate that leads to a given root.</summary>
internal static class SignerTrust
{
    private const int LongestPem = 1 << 20;
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    /// <summary>Verifies the envelope of a bundle.</summary>
    /// <returns>The state, one sentence, and who signed.</returns>
    internal static (SignatureState State, string Reason, string? Signer) Verify(SignatureBundle bundle, RepositorySettings settings)
    {
        try
        {
            return bundle.Form switch
            {
                SignatureForm.Key when settings.SigningKey.Length == 0 => (SignatureState.Undecided, "The folder is signed with a key; no public key is given to verify it with (repository.signingKey).", null),
                SignatureForm.Key => WithKey(bundle, settings),
                SignatureForm.Certificates when settings.SigningCertificates.Count == 0 => (SignatureState.Undecided, "The folder is signed with a certificate; no root is given that it should lead to (repository.signingCertificates).", null),
                SignatureForm.Certificates => WithCertificates(bundle, settings),
                _ => (SignatureState.Undecided, "The folder is signed with a Sigstore identity; the trust root of the public log is not on this machine.", null),
            };
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return (SignatureState.Unreadable, $"The key or certificate cannot be used: {e.Message}", null);
        }
        catch (ArtifactException e)
        {
            return (SignatureState.Unreadable, e.Message, null);
        }
    }

    private static (SignatureState State, string Reason, string? Signer) WithKey(SignatureBundle bundle, RepositorySettings settings)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(Pem(settings.SigningKey));
        var signer = $"key {Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16]} ({key.KeySize} bits)";
        return Check(bundle, key) switch
        {
            null => (SignatureState.Undecided, $"A key of {key.KeySize} bits is not among those of model signing: P-256, P-384 and P-521.", signer),
            true => (SignatureState.Verified, $"The signature is that of {signer}.", signer),
            false when IsOld(bundle, key) => Old(settings, signer, string.Empty),
            false => (SignatureState.Refuted, "The signature is not that of the given key over this statement.", null),
        };
    }

    private static (SignatureState State, string Reason, string? Signer) WithCertificates(SignatureBundle bundle, RepositorySettings settings)
    {
        using var leaf = X509CertificateLoader.LoadCertificate(bundle.Certificates[0]);
        using var chain = new X509Chain();
        // As of the moment at which the certificate began to hold: a signature outlives its certificate, and nothing proves when it was made.
        chain.ChainPolicy.VerificationTime = leaf.NotBefore;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        foreach (var root in settings.SigningCertificates) chain.ChainPolicy.CustomTrustStore.ImportFromPem(Pem(root));
        foreach (var certificate in bundle.Certificates.Skip(1)) chain.ChainPolicy.ExtraStore.Add(X509CertificateLoader.LoadCertificate(certificate));
        if (!chain.Build(leaf))
        {
            var why = string.Join(", ", chain.ChainStatus.Select(s => s.Status).Distinct());
            return (SignatureState.Refuted, $"The certificate of the signer does not lead to a given root ({why}).", null);
        }

        if (!MaySign(leaf)) return (SignatureState.Refuted, "The certificate of the signer is not for signing.", null);
        using var key = leaf.GetECDsaPublicKey();
        if (key is null || Check(bundle, key) is not { } isGood) return (SignatureState.Undecided, "The key of the certificate is not among those of model signing: P-256, P-384 and P-521.", leaf.Subject);
        var note = leaf.NotAfter < DateTime.Now ? $" The certificate ran out on {leaf.NotAfter.ToUniversalTime():yyyy-MM-dd}." : string.Empty;
        if (!isGood && IsOld(bundle, key)) return Old(settings, $"'{leaf.Subject}'", note);
        return isGood
            ? (SignatureState.Verified, $"The signature is that of '{leaf.Subject}'.{note}", leaf.Subject)
            : (SignatureState.Refuted, "The signature is not that of its own certificate over this statement.", null);
    }

    /// <summary>Whether the signature is good; null for a curve that the protocol does not know.</summary>
    private static bool? Check(SignatureBundle bundle, ECDsa key)
    {
        HashAlgorithmName? hash = key.KeySize switch { 256 => HashAlgorithmName.SHA256, 384 => HashAlgorithmName.SHA384, 521 => HashAlgorithmName.SHA512, _ => null };
        return hash is { } name ? key.VerifyData(bundle.SignedBytes, bundle.Signature, name, DSASignatureFormat.Rfc3279DerSequence) : null;
    }

    // That version took SHA-256 whatever the curve.
    private static bool IsOld(SignatureBundle bundle, ECDsa key) =>
        key.VerifyData(bundle.OldSignedBytes, bundle.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static (SignatureState State, string Reason, string? Signer) Old(RepositorySettings settings, string signer, string note) => settings.AcceptOldSignatures
        ? (SignatureState.Verified, $"The signature is that of {signer}, in the form of model signing 0.2; sign the model again.{note}", signer)
        : (SignatureState.Undecided, $"The signature of {signer} is in the form of model signing 0.2, which signed a faulty encoding; sign the model again (repository.acceptOldSignatures accepts it).{note}", signer);

    private static bool MaySign(X509Certificate2 certificate)
    {
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        var extended = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault();
        return usage?.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature) == true || extended?.EnhancedKeyUsages.OfType<Oid>().Any(o => o.Value == CodeSigning) == true;
    }

    private static string Pem(string path)
    {
        using var source = FileSource.Open(path);
        if (source.Length > LongestPem) throw new ArgumentException($"'{path}' is no PEM file.", nameof(path));
        var bytes = new byte[source.Length];
        return System.Text.Encoding.ASCII.GetString(bytes.AsSpan(0, source.Read(0, bytes)));
    }
}
