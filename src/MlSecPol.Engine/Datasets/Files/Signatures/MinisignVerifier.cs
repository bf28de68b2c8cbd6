using System.Globalization;
using System.Text;
using MlSecPol.Engine.Datasets.Files.Checksums;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace MlSecPol.Engine.Datasets.Files.Signatures;

/// <summary>A signature of minisign, over the digest or over the whole content, or of signify, which has no trusted comment.</summary>
internal sealed class MinisignVerifier : SignatureVerifier
{
    private const int PacketLength = 74, KeyAt = 2, SignatureAt = 10, SignatureLength = 64;
    private const string TrustedComment = "trusted comment: ";

    private readonly Ed25519PublicKeyParameters _key;
    private readonly string _keyFile;
    private readonly byte[] _signature;
    private readonly (byte[] Text, byte[] Signature)? _comment;
    private readonly Blake2bSink? _digest;
    private readonly WholeContent? _whole;

    private MinisignVerifier(string file, string form, (string File, Ed25519PublicKeyParameters Key) key, byte[] packet, (byte[] Text, byte[] Signature)? comment)
        : base(file, form)
    {
        (_keyFile, _key) = key;
        _signature = packet[SignatureAt..];
        _comment = comment;
        if (packet[1] == (byte)'D') _digest = new Blake2bSink();
        else _whole = new WholeContent();
    }

    /// <summary>The signature that a text holds; null where it holds none.</summary>
    internal static SignatureVerifier? Open(string file, string text, TrustedKeys keys)
    {
        if (!text.StartsWith("untrusted comment:", StringComparison.Ordinal)) return null;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var form = lines.Length > 2 && lines[2].StartsWith(TrustedComment, StringComparison.Ordinal) ? "minisign" : "signify";
        var packet = new byte[PacketLength];
        if (lines.Length < 2 || !Convert.TryFromBase64String(lines[1].Trim(), packet, out var length) || length != PacketLength || packet[0] != (byte)'E' || packet[1] is not ((byte)'d' or (byte)'D'))
            return new KnownOutcome(file, form, SignatureState.Malformed, "The second line is no signature of minisign or signify");
        (byte[], byte[])? comment = null;
        if (form == "minisign")
        {
            var global = new byte[SignatureLength];
            if (lines.Length < 4 || !Convert.TryFromBase64String(lines[3].Trim(), global, out length) || length != SignatureLength)
                return new KnownOutcome(file, form, SignatureState.Malformed, "The trusted comment has no signature");
            comment = (Encoding.UTF8.GetBytes(lines[2][TrustedComment.Length..]), global);
        }

        var id = BitConverter.ToUInt64(packet, KeyAt);
        return keys.Minisign(id) is { } key
            ? new MinisignVerifier(file, form, key, packet, comment)
            : new KnownOutcome(file, form, SignatureState.UnknownKey, $"The key {id.ToString("X16", CultureInfo.InvariantCulture)} is not among the trusted keys");
    }

    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> block)
    {
        _digest?.Append(block);
        _whole?.Append(block);
    }

    /// <inheritdoc/>
    internal override SignatureOutcome Conclude()
    {
        if (_whole is { IsTooLong: true }) return Outcome(SignatureState.Unsupported, $"The signature is over the whole content, which has more than {WholeContent.Longest} bytes; sign its digest (minisign -H)");
        var key = Path.GetFileName(_keyFile);
        if (!Verify(_signature, _digest?.Digest ?? _whole!.Bytes)) return Outcome(SignatureState.Bad, $"The signature names the trusted key of '{key}' and does not belong to this content");
        if (_comment is var (text, signature) && !Verify(signature, [.. _signature, .. text])) return Outcome(SignatureState.Bad, "The signature belongs to the content, but its trusted comment was changed");
        return Outcome(SignatureState.Good, $"Signed with the key of '{key}'");
    }

    private bool Verify(byte[] signature, byte[] message)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: false, _key);
        signer.BlockUpdate(message);
        return signer.VerifySignature(signature);
    }
}
