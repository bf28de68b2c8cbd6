namespace MlSecPol.Engine.Datasets.Files.Checksums;

/// <summary>What a manifest states of a file.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Kind">Its kind in words, for example <c>BagIt manifest</c>.</param>
/// <param name="Algorithm">The algorithm; null where it states something else.</param>
/// <param name="Digest">The digest, lower-case hexadecimal; empty where it states none.</param>
internal sealed record StatedChecksum(string Manifest, string Kind, ChecksumAlgorithm? Algorithm, string Digest)
{
    /// <summary>The number of bytes that is stated; null where none is.</summary>
    internal long? Bytes { get; init; }

    /// <summary>Why nothing can be compared, in a sentence without full stop; null where it can.</summary>
    internal string? Gap { get; init; }

    /// <summary>Whether the manifest has to list every file of its folder and does not list this one.</summary>
    internal bool IsUnlisted { get; init; }

    /// <summary>Whether a digest that differs proves nothing, because the writer changed line ends before it summed up.</summary>
    internal bool MayBeNormalised { get; init; }

    /// <summary>The digest that the file has; null while it was not computed.</summary>
    internal string? Actual { get; init; }
}
