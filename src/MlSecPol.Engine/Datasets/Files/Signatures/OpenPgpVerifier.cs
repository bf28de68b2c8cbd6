using System.Globalization;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>An OpenPGP signature (RFC 9580) of the binary or the text kind.</summary>
internal sealed class OpenPgpVerifier : SignatureVerifier
{
    private const string Form = "OpenPGP";

    private readonly PgpSignature _signature;
    private readonly PgpPublicKey _key;
    private readonly PgpPublicKey _master;

    private OpenPgpVerifier(string file, PgpSignature signature, PgpPublicKey key, PgpPublicKey master)
        : base(file, Form)
    {
        _signature = signature;
        _key = key;
        _master = master;
        signature.InitVerify(key);
    }

    /// <summary>The signatures that a file holds; null where it holds none.</summary>
    internal static IReadOnlyList<SignatureVerifier>? Open(string file, byte[] bytes, TrustedKeys keys)
    {
        try
        {
            using var stream = PgpUtilities.GetDecoderStream(new MemoryStream(bytes));
            if (new PgpObjectFactory(stream).NextPgpObject() is not PgpSignatureList list) return null;
            var verifiers = new List<SignatureVerifier>();
            for (var i = 0; i < list.Count; i++) verifiers.Add(Open(file, list[i], keys));
            return verifiers;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The library says of no exception that it throws it for bytes that are no signature, and throws a dozen.
            return [new KnownOutcome(file, Form, SignatureState.Malformed, $"The OpenPGP signature cannot be read: {e.Message.TrimEnd('.')}")];
        }
    }

    private static SignatureVerifier Open(string file, PgpSignature signature, TrustedKeys keys)
    {
        if (signature.SignatureType is not (PgpSignature.BinaryDocument or PgpSignature.CanonicalTextDocument))
            return new KnownOutcome(file, Form, SignatureState.Malformed, $"The OpenPGP signature is of type 0x{signature.SignatureType:X2}, which signs no document");
        return keys.OpenPgp(signature.KeyId) is var (key, master)
            ? new OpenPgpVerifier(file, signature, key, master)
            : new KnownOutcome(file, Form, SignatureState.UnknownKey, $"The key {IdOf(signature.KeyId)} is not among the trusted keys");
    }

    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> block) => _signature.Update(block);

    /// <inheritdoc/>
    internal override SignatureOutcome Conclude()
    {
        var name = $"{IdOf(_key.KeyId)} ({_master.GetUserIds().FirstOrDefault() ?? "no name"})";
        bool isGood;
        try
        {
            isGood = _signature.Verify();
        }
        catch (Exception e) when (e is PgpException or ArgumentException or InvalidOperationException)
        {
            return Outcome(SignatureState.Bad, $"The signature of the key {name} cannot be verified: {e.Message.TrimEnd('.')}");
        }

        if (!isGood) return Outcome(SignatureState.Bad, $"The signature names the trusted key {name} and does not belong to this content");
        var made = _signature.CreationTime;
        if (_key.HasRevocation() || _master.HasRevocation()) return Outcome(SignatureState.Untrusted, $"The key {name} was revoked");
        if (IsOver(_key, made) || IsOver(_master, made)) return Outcome(SignatureState.Untrusted, $"The key {name} had expired when the signature was made, {Day(made)}");
        if (_signature.GetHashedSubPackets()?.GetSignatureExpirationTime() is > 0 and var seconds && made.AddSeconds(seconds) < DateTime.UtcNow)
            return Outcome(SignatureState.Untrusted, $"The signature of the key {name} expired on {Day(made.AddSeconds(seconds))}");
        var weak = _signature.HashAlgorithm is HashAlgorithmTag.MD5 or HashAlgorithmTag.Sha1 or HashAlgorithmTag.RipeMD160 ? _signature.HashAlgorithm.ToString().ToUpperInvariant() : null;
        return Outcome(SignatureState.Good, $"Signed on {Day(made)} with the key {name}") with { WeakDigest = weak };
    }

    private static bool IsOver(PgpPublicKey key, DateTime made) => key.GetValidSeconds() is > 0 and var seconds && key.CreationTime.AddSeconds(seconds) < made;

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string IdOf(long id) => unchecked((ulong)id).ToString("X16", CultureInfo.InvariantCulture);
}
