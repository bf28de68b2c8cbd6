using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models;

/// <summary>What is known of one model file after one pass over the bytes that decide. Facts only; checks judge them.</summary>
public sealed record ModelFacts
{
    /// <summary>The name of the file, with its extension and without its folder.</summary>
    public required string Name { get; init; }

    /// <summary>Length of the file in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Bytes that were read to learn all this.</summary>
    public long BytesRead { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal; null unless it was asked for.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Every way in which the whole file can be understood, strongest first; more than one is a polyglot, none is unrecognised content.</summary>
    public IReadOnlyList<FormatReading> Readings { get; init; } = [];

    /// <summary>The strongest reading; <see cref="ArtifactFormat.Unknown"/> where there is none.</summary>
    public ArtifactFormat Format => Readings.Count > 0 ? Readings[0].Format : ArtifactFormat.Unknown;

    /// <summary>Every pickle program in the file and its members, whatever their names, in the order of the content.</summary>
    public IReadOnlyList<PickleProgram> Pickles { get; init; } = [];

    /// <summary>What may be pickles in the middle of bytes that no format explains.</summary>
    public IReadOnlyList<PickleProgram> HiddenPickles { get; init; } = [];

    /// <summary>How many tensors are declared.</summary>
    public long TensorCount { get; init; }

    /// <summary>Bytes that the declared tensors take.</summary>
    public long TensorBytes { get; init; }

    /// <summary>What headers say of the model in words, for example the <c>__metadata__</c> of safetensors.</summary>
    public IReadOnlyList<ModelMetadata> Metadata { get; init; } = [];

    /// <summary>Tensors that the model keeps in other files of its folder.</summary>
    public IReadOnlyList<ExternalRange> External { get; init; } = [];

    /// <summary>Headers of NumPy arrays.</summary>
    public IReadOnlyList<NumPyArray> Arrays { get; init; } = [];

    /// <summary>Claims of headers that the bytes do not bear out.</summary>
    public IReadOnlyList<HeaderDefect> HeaderDefects { get; init; } = [];

    /// <summary>How many headers with such claims were read; where it is 0 there was nothing to compare.</summary>
    public int HeadersRead { get; init; }

    /// <summary>Contradictions and oddities of containers.</summary>
    public IReadOnlyList<ContainerOddity> Oddities { get; init; } = [];

    /// <summary>How many containers and compression layers were read.</summary>
    public int ContainersRead { get; init; }

    /// <summary>Ranges that belong to no header, member, tensor or declared padding.</summary>
    public IReadOnlyList<UnownedRange> UnownedRanges { get; init; } = [];

    /// <summary>What acts when the model is loaded, used or rendered, beside its pickles.</summary>
    public IReadOnlyList<ModelHazard> Hazards { get; init; } = [];

    /// <summary>What the model has imported by name beside its pickles, harmless or not.</summary>
    public IReadOnlyList<ObjectName> Names { get; init; } = [];

    /// <summary>The aspects that the model has and that were looked into.</summary>
    public IReadOnlySet<ModelAspect> Examined { get; init; } = FrozenSet<ModelAspect>.Empty;

    /// <summary>Compression around the whole content, outermost first.</summary>
    public IReadOnlyList<ArtifactFormat> CompressionLayers { get; init; } = [];

    /// <summary>What was not read.</summary>
    public IReadOnlyList<CoverageGap> Gaps { get; init; } = [];

    /// <summary>Name of the recognised but not supported format of the whole file, or of what it seems to be; null when the file was read.</summary>
    public string? UnsupportedFormat { get; init; }
}
