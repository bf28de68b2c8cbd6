using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Files.Companions;

namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>Finds the detached signatures beside a file and tells their forms by content.</summary>
internal static class SignatureSearch
{
    private const int Longest = 1 << 20;

    private static readonly string[] Extensions = [".asc", ".sig", ".gpg", ".pgp", ".p7s", ".p7b", ".cms", ".minisig", ".sign", ".signature", ".sigstore", ".sigstore.json"];

    internal static List<SignatureVerifier> Find(string path, TrustedKeys keys)
    {
        var found = new List<SignatureVerifier>();
        foreach (var extension in Extensions)
        {
            var file = path + extension;
            try
            {
                // What is longer is another thing under such a name: the file itself, encrypted or with its signature around it.
                if (!File.Exists(file) || new FileInfo(file).Length > Longest || CompanionFiles.Bytes(file, Longest) is not { } bytes) continue;
                found.AddRange(Open(file, extension, bytes, keys));
            }
            catch (Exception e) when (e is ArtifactException or IOException or FormatException)
            {
                found.Add(new KnownOutcome(file, "unknown", SignatureState.Malformed, $"The signature cannot be read: {e.Message.TrimEnd('.')}"));
            }
        }

        return found;
    }

    private static IReadOnlyList<SignatureVerifier> Open(string file, string extension, byte[] bytes, TrustedKeys keys)
    {
        var text = Encoding.UTF8.GetString(bytes);
        if (bytes.Length == 0) return [new KnownOutcome(file, "unknown", SignatureState.Malformed, "The file of the signature is empty")];
        if (MinisignVerifier.Open(file, text, keys) is { } minisign) return [minisign];
        if (text.StartsWith("-----BEGIN SSH SIGNATURE-----", StringComparison.Ordinal)) return [new KnownOutcome(file, "SSH", SignatureState.Unsupported, "It is a signature of ssh-keygen, which is not verified")];
        if (text.TrimStart().StartsWith('{')) return [new KnownOutcome(file, "sigstore", SignatureState.Unsupported, "It is a bundle in JSON, such as sigstore makes, which is not verified for datasets")];
        if (CmsVerifier.Open(file, bytes, keys) is { } cms) return [cms];
        var mayBeOpenPgp = text.StartsWith("-----BEGIN PGP ", StringComparison.Ordinal) || (bytes[0] & 0x80) != 0;
        if (mayBeOpenPgp && OpenPgpVerifier.Open(file, bytes, keys) is { } openPgp && (extension is not ".sig" || openPgp is not [KnownOutcome { IsMalformed: true }])) return openPgp;
        // Under these names stands the file itself, encrypted, as often as its signature.
        if (extension is ".gpg" or ".pgp" or ".asc" or ".p7b" or ".cms") return [];
        return [RawVerifier.Open(file, bytes, keys)];
    }
}
