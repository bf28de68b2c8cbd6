using System.Text;
using System.Text.Json;

namespace MlSecPol.Engine.Models.Repository.Signing;

/// <summary>A Sigstore bundle as far as model signing uses it: who signed, and the signed envelope.</summary>
internal sealed record SignatureBundle
{
    private const int Depth = 32;

    /// <summary>How it says who signed.</summary>
    public required SignatureForm Form { get; init; }

    /// <summary>Certificates in DER, the signer's first.</summary>
    public required IReadOnlyList<byte[]> Certificates { get; init; }

    /// <summary>What was signed, as it stands in the envelope.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>The type of the payload.</summary>
    public required string PayloadType { get; init; }

    /// <summary>The signature in ASN.1 DER.</summary>
    public required byte[] Signature { get; init; }

    /// <summary>The bytes under the signature: DSSE's pre-authentication encoding of type and payload.</summary>
    public byte[] SignedBytes =>
    [
        .. Encoding.UTF8.GetBytes($"DSSEv1 {Encoding.UTF8.GetByteCount(PayloadType)} {PayloadType} {Payload.Length} "),
        .. Payload,
    ];

    /// <summary>
    /// What version 0.2 of model signing signed instead, by a mistake: the payload in the way Python writes bytes down (sigstore/model-transparency, <c>pae_compat</c>).
    /// </summary>
    public byte[] OldSignedBytes
    {
        get
        {
            var text = new StringBuilder($"DSSEV1 {PayloadType.Length} {PayloadType} {Payload.Length} b");
            var quote = Payload.Contains((byte)'\'') && !Payload.Contains((byte)'"') ? '"' : '\'';
            text.Append(quote);
            foreach (var b in Payload)
            {
                _ = (char)b switch
                {
                    '\n' => text.Append("\\n"),
                    '\r' => text.Append("\\r"),
                    '\t' => text.Append("\\t"),
                    '\\' => text.Append("\\\\"),
                    var c when c == quote => text.Append('\\').Append(c),
                    >= ' ' and <= '~' => text.Append((char)b),
                    _ => text.Append("\\x").Append(Convert.ToHexStringLower([b])),
                };
            }

            return Encoding.UTF8.GetBytes(text.Append(quote).ToString());
        }
    }

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="FormatException">It is no such bundle; the message says what is wrong.</exception>
    public static SignatureBundle Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Depth });
            var material = Object(document.RootElement, "verificationMaterial");
            var envelope = Object(document.RootElement, "dsseEnvelope");
            var signatures = envelope.TryGetProperty("signatures", out var list) && list.ValueKind == JsonValueKind.Array ? list : throw new FormatException("The envelope holds no signatures.");
            if (signatures.GetArrayLength() != 1) throw new FormatException($"The envelope holds {signatures.GetArrayLength()} signatures; exactly one is allowed.");
            var (form, certificates) = Signer(material);
            return new SignatureBundle
            {
                Form = form,
                Certificates = certificates,
                Payload = Bytes(envelope, "payload"),
                PayloadType = Text(envelope, "payloadType"),
                Signature = Bytes(signatures[0], "sig"),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The signature is no Sigstore bundle: {e.Message}", e);
        }
    }

    private static (SignatureForm Form, IReadOnlyList<byte[]> Certificates) Signer(JsonElement material)
    {
        if (material.TryGetProperty("publicKey", out _)) return (SignatureForm.Key, []);
        if (material.TryGetProperty("x509CertificateChain", out var chain))
        {
            var certificates = chain.TryGetProperty("certificates", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(c => Bytes(c, "rawBytes")).ToArray() : [];
            if (certificates.Length == 0) throw new FormatException("The chain of certificates is empty.");
            // The first versions of the bundle put the certificate of an identity into a chain as well; the log entries tell.
            var isIdentity = material.TryGetProperty("tlogEntries", out var entries) && entries.ValueKind == JsonValueKind.Array && entries.GetArrayLength() > 0;
            return (isIdentity ? SignatureForm.Identity : SignatureForm.Certificates, certificates);
        }

        return material.TryGetProperty("certificate", out var certificate)
            ? (SignatureForm.Identity, [Bytes(certificate, "rawBytes")])
            : throw new FormatException("The bundle does not say who signed.");
    }

    private static JsonElement Object(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : throw new FormatException($"The bundle has no '{name}'.");

    private static string Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException($"The bundle has no '{name}'.");

    private static byte[] Bytes(JsonElement parent, string name)
    {
        try
        {
            return Convert.FromBase64String(Text(parent, name));
        }
        catch (FormatException e)
        {
            throw new FormatException($"'{name}' is missing in the bundle or not base64.", e);
        }
    }
}
