using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Files.Companions;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;

namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>The keys and certificates whose signatures the organisation trusts, read once for a run.</summary>
internal sealed class TrustedKeys
{
    private const int LongestFile = 16 << 20;
    private const int MinisignKeyLength = 42;

    private readonly List<(string File, RSA Key)> _rsa = [];
    private readonly List<(string File, ECDsa Key)> _ecdsa = [];
    private readonly List<(string File, Ed25519PublicKeyParameters Key)> _edwards = [];
    private readonly List<X509Certificate2> _certificates = [];
    private readonly Dictionary<long, (PgpPublicKey Key, PgpPublicKey Master)> _openPgp = [];
    private readonly Dictionary<ulong, (string File, Ed25519PublicKeyParameters Key)> _minisign = [];

    private TrustedKeys()
    {
    }

    internal IReadOnlyList<(string File, RSA Key)> Rsa => _rsa;

    internal IReadOnlyList<(string File, ECDsa Key)> Ecdsa => _ecdsa;

    internal IReadOnlyList<(string File, Ed25519PublicKeyParameters Key)> Edwards => _edwards;

    internal IReadOnlyList<X509Certificate2> Certificates => _certificates;

    internal (PgpPublicKey Key, PgpPublicKey Master)? OpenPgp(long id) => _openPgp.TryGetValue(id, out var key) ? key : null;

    internal (string File, Ed25519PublicKeyParameters Key)? Minisign(ulong id) => _minisign.TryGetValue(id, out var key) ? key : null;

    /// <summary>Reads the files.</summary>
    /// <exception cref="UsageException">One is absent or holds no key.</exception>
    internal static TrustedKeys Load(IReadOnlyList<string> files)
    {
        var keys = new TrustedKeys();
        foreach (var file in files)
        {
            try
            {
                var bytes = CompanionFiles.Bytes(file, LongestFile) ?? throw Unusable(file, "there is no such file", null);
                if (!keys.Add(file, bytes)) throw Unusable(file, "it holds no public key or certificate in PEM, OpenPGP, minisign or signify form", null);
            }
            catch (Exception e) when (e is CryptographicException or ArtifactException or IOException or ArgumentException or FormatException or PgpException)
            {
                throw Unusable(file, e.Message.TrimEnd('.'), e);
            }
        }

        return keys;
    }

    private static UsageException Unusable(string file, string reason, Exception? cause) =>
        new("MlSecPol.Settings.NotReadable", $"The trusted key '{file}' cannot be used: {reason}.", "Check the paths given to datasets.file.trustedKeys in the settings.", cause);

    private bool Add(string file, byte[] bytes)
    {
        var text = Encoding.ASCII.GetString(bytes);
        if (text.Contains("-----BEGIN PGP PUBLIC KEY BLOCK-----", StringComparison.Ordinal) || (bytes.Length > 2 && (bytes[0] & 0x80) != 0)) return AddOpenPgp(bytes);
        if (text.StartsWith("untrusted comment:", StringComparison.Ordinal)) return AddMinisign(file, text);
        if (text.Contains("-----BEGIN ", StringComparison.Ordinal)) return AddPem(file, text);
        return AddMinisignLine(file, text.Trim());
    }

    private bool AddOpenPgp(byte[] bytes)
    {
        using var stream = PgpUtilities.GetDecoderStream(new MemoryStream(bytes));
        foreach (var ring in new PgpPublicKeyRingBundle(stream).GetKeyRings())
        {
            foreach (var key in ring.GetPublicKeys()) _openPgp[key.KeyId] = (key, ring.GetPublicKey());
        }

        return _openPgp.Count > 0;
    }

    private bool AddMinisign(string file, string text)
    {
        var lines = text.Split('\n');
        return lines.Length > 1 && AddMinisignLine(file, lines[1].Trim());
    }

    private bool AddMinisignLine(string file, string line)
    {
        var bytes = new byte[MinisignKeyLength];
        if (!Convert.TryFromBase64String(line, bytes, out var length) || length != MinisignKeyLength || !bytes.AsSpan().StartsWith("Ed"u8)) return false;
        _minisign[BitConverter.ToUInt64(bytes, 2)] = (file, new Ed25519PublicKeyParameters(bytes, 10));
        return true;
    }

    private bool AddPem(string file, string text)
    {
        var found = false;
        while (PemEncoding.TryFind(text, out var fields))
        {
            var block = text[fields.Location];
            text = text[fields.Location.End..];
            found |= AddBlock(file, block);
        }

        return found;
    }

    private bool AddBlock(string file, string block)
    {
        using var reader = new PemReader(new StringReader(block));
        switch (reader.ReadObject())
        {
            case Org.BouncyCastle.X509.X509Certificate:
                _certificates.Add(X509Certificate2.CreateFromPem(block));
                return true;
            case Ed25519PublicKeyParameters edwards:
                _edwards.Add((file, edwards));
                return true;
            case RsaKeyParameters { IsPrivate: false }:
                var rsa = RSA.Create();
                rsa.ImportFromPem(block);
                _rsa.Add((file, rsa));
                return true;
            case ECPublicKeyParameters:
                var ecdsa = ECDsa.Create();
                ecdsa.ImportFromPem(block);
                _ecdsa.Add((file, ecdsa));
                return true;
            default:
                // A private key has no business in a list of keys that others are to be trusted by.
                return false;
        }
    }
}
