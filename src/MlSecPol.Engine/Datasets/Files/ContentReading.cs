using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Files.Checksums;
using MlSecPol.Engine.Datasets.Files.Signatures;

namespace MlSecPol.Engine.Datasets.Files;

/// <summary>One reading of all bytes of a file for everything that has to see each of them.</summary>
internal sealed class ContentReading : IDisposable
{
    private readonly Dictionary<ChecksumAlgorithm, IDigest> _digests = [];
    private readonly IReadOnlyList<StatedChecksum> _stated;
    private readonly IReadOnlyList<SignatureVerifier> _signatures;

    internal ContentReading(IReadOnlyList<StatedChecksum> stated, IReadOnlyList<SignatureVerifier> signatures)
    {
        _stated = stated;
        _signatures = signatures;
        foreach (var algorithm in stated.Select(s => s.Algorithm).OfType<ChecksumAlgorithm>().Append(ChecksumAlgorithm.Sha256).Distinct()) _digests[algorithm] = Checksum.Create(algorithm);
    }

    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    internal string Sha256 => Hexadecimal(ChecksumAlgorithm.Sha256);

    /// <summary>What manifests state, with what the file has.</summary>
    internal IReadOnlyList<StatedChecksum> Checksums =>
    [
        .. _stated.Select(s =>
        {
            if (s.Algorithm is not { } algorithm) return s;
            var actual = Hexadecimal(algorithm);
            return s.MayBeNormalised && actual != s.Digest
                ? s with { Actual = actual, Gap = "DVC before version 3 changes line ends of texts before it sums them up, so that another digest proves nothing" }
                : s with { Actual = actual };
        }),
    ];

    /// <summary>The outcomes of the signatures.</summary>
    internal IReadOnlyList<SignatureOutcome> Signatures => [.. _signatures.Select(s => s.Conclude())];

    /// <summary>Reads; the antivirus engine, where there is one, sees the same bytes.</summary>
    /// <exception cref="ArtifactException">The device failed.</exception>
    internal void Run(ByteSource source, IContentSink? antivirus, CancellationToken token) =>
        ContentPass.Run(source, antivirus is null ? [.. _digests.Values, .. _signatures] : [.. _digests.Values, .. _signatures, antivirus], token);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var digest in _digests.Values) digest.Dispose();
        foreach (var signature in _signatures) signature.Dispose();
    }

    private string Hexadecimal(ChecksumAlgorithm algorithm) => Convert.ToHexStringLower(_digests[algorithm].Digest);
}
