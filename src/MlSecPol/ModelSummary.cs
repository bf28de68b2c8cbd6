namespace MlSecPol;

/// <summary>What is known of one model file, beside the answers of the checks; the same object for all results of the file.</summary>
public sealed record ModelSummary
{
    /// <summary>What the content turned out to be, in words.</summary>
    public required string Format { get; init; }

    /// <summary>Length in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Bytes that were read to answer all checks.</summary>
    public required long BytesRead { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal; null unless it was asked for.</summary>
    public string? Sha256 { get; init; }

    /// <summary>How many tensors the headers declare.</summary>
    public long TensorCount { get; init; }

    /// <summary>Bytes that the declared tensors take.</summary>
    public long TensorBytes { get; init; }

    /// <summary>Compression around the content, outermost first.</summary>
    public IReadOnlyList<string> Compression
    {
        get;
        init => field = ItemList<string>.Of(value);
    } = ItemList<string>.Of([]);

    /// <summary>The programs in the file; their listings only where they were asked for.</summary>
    public IReadOnlyList<ModelProgram> Programs
    {
        get;
        init => field = ItemList<ModelProgram>.Of(value);
    } = ItemList<ModelProgram>.Of([]);

    /// <summary>What was not read, each with its reason.</summary>
    public IReadOnlyList<string> NotRead
    {
        get;
        init => field = ItemList<string>.Of(value);
    } = ItemList<string>.Of([]);

    /// <inheritdoc/>
    public override string ToString() => $"{Format}, {Length} bytes";
}
