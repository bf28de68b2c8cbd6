using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>Damages content along its structure, so that the damage gets past the first check of a reader. The same seed gives the same damage.</summary>
internal sealed class StructuredMutator
{
    private readonly Random _random;
    private readonly Mutator _plain;

    public StructuredMutator(int seed)
    {
        _random = new Random(seed);
        _plain = new Mutator(seed);
    }

    /// <summary>How content of a format is damaged. A format that is read and stands here not is one that nobody thought about; a test names it.</summary>
    public static IReadOnlyDictionary<ArtifactFormat, Func<Random, byte[], byte[], byte[]>> ByFormat { get; } = new Dictionary<ArtifactFormat, Func<Random, byte[], byte[], byte[]>>
    {
        [ArtifactFormat.Pickle] = PickleDamage.Apply,
        [ArtifactFormat.TorchLegacy] = PickleDamage.Apply,
        [ArtifactFormat.TorchZip] = ZipDamage.Apply,
        [ArtifactFormat.TorchExport] = ZipDamage.Apply,
        [ArtifactFormat.TorchServe] = ZipDamage.Apply,
        [ArtifactFormat.NumPyZip] = ZipDamage.Apply,
        [ArtifactFormat.Keras] = ZipDamage.Apply,
        [ArtifactFormat.Skops] = ZipDamage.Apply,
        [ArtifactFormat.Zip] = ZipDamage.Apply,
        [ArtifactFormat.Tar] = TarDamage.Apply,
        [ArtifactFormat.TorchTar] = TarDamage.Apply,
        [ArtifactFormat.Gzip] = LayerDamage.Gzip,
        [ArtifactFormat.Zlib] = LayerDamage.Zlib,
        [ArtifactFormat.Zstandard] = LayerDamage.Zstandard,
        [ArtifactFormat.Lz4] = LayerDamage.Lz4,
        [ArtifactFormat.Bzip2] = LayerDamage.Bzip2,
        [ArtifactFormat.Xz] = FieldDamage.Apply,
        [ArtifactFormat.Lzma] = FieldDamage.Apply,
        [ArtifactFormat.SevenZip] = FieldDamage.Apply,
        [ArtifactFormat.NumPy] = HeaderDamage.NumPy,
        [ArtifactFormat.SafeTensors] = HeaderDamage.SafeTensors,
        [ArtifactFormat.Hdf5] = FieldDamage.Apply,
        [ArtifactFormat.Gguf] = FieldDamage.Apply,
        [ArtifactFormat.Ggml] = FieldDamage.Apply,
        [ArtifactFormat.TensorFlowLite] = FieldDamage.Apply,
        [ArtifactFormat.ExecuTorch] = FieldDamage.Apply,
        [ArtifactFormat.TensorFlowCheckpoint] = FieldDamage.Apply,
        [ArtifactFormat.RSerialized] = FieldDamage.Apply,
        [ArtifactFormat.JavaSerialized] = FieldDamage.Apply,
        [ArtifactFormat.MessagePack] = FieldDamage.Apply,
        [ArtifactFormat.XGBoost] = TextDamage.OrFields,
        [ArtifactFormat.LightGbm] = TextDamage.Apply,
        [ArtifactFormat.CatBoost] = FieldDamage.Apply,
        [ArtifactFormat.MxnetArrays] = FieldDamage.Apply,
        [ArtifactFormat.Elf] = FieldDamage.Apply,
        [ArtifactFormat.PortableExecutable] = FieldDamage.Apply,
        [ArtifactFormat.MachO] = FieldDamage.Apply,
        [ArtifactFormat.Llamafile] = FieldDamage.Apply,
        [ArtifactFormat.Marshal] = FieldDamage.Apply,
        [ArtifactFormat.JavaClass] = FieldDamage.Apply,
        [ArtifactFormat.WebAssembly] = FieldDamage.Apply,
        [ArtifactFormat.Onnx] = ProtobufDamage.OrText,
        [ArtifactFormat.TensorFlowSavedModel] = ProtobufDamage.OrText,
        [ArtifactFormat.TensorFlowMetaGraph] = ProtobufDamage.OrText,
        [ArtifactFormat.TensorFlowGraph] = ProtobufDamage.OrText,
        [ArtifactFormat.TensorFlowFingerprint] = ProtobufDamage.OrText,
        [ArtifactFormat.TensorFlowCheckpointState] = ProtobufDamage.OrText,
        [ArtifactFormat.KerasMetadata] = ProtobufDamage.OrText,
        [ArtifactFormat.CoreMl] = ProtobufDamage.OrText,
        [ArtifactFormat.Paddle] = ProtobufDamage.OrText,
        [ArtifactFormat.Caffe] = ProtobufDamage.OrText,
        [ArtifactFormat.MxnetSymbol] = TextDamage.Apply,
        [ArtifactFormat.TorchServeManifest] = ZipDamage.Apply,
        [ArtifactFormat.OpenVino] = TextDamage.Apply,
        [ArtifactFormat.Jinja] = TextDamage.Apply,
        [ArtifactFormat.Json] = TextDamage.Apply,
        [ArtifactFormat.Yaml] = TextDamage.Apply,
        [ArtifactFormat.Xml] = TextDamage.Apply,
        [ArtifactFormat.Script] = TextDamage.Apply,
        [ArtifactFormat.PythonSource] = TextDamage.Apply,
        [ArtifactFormat.PythonPath] = TextDamage.Apply,
        [ArtifactFormat.Notebook] = TextDamage.Apply,
        [ArtifactFormat.TritonConfiguration] = TextDamage.Apply,
        [ArtifactFormat.Settings] = TextDamage.Apply,
        [ArtifactFormat.Modelfile] = TextDamage.Apply,
        [ArtifactFormat.Html] = TextDamage.Apply,
        [ArtifactFormat.PackageList] = TextDamage.Apply,
        [ArtifactFormat.TensorRt] = FieldDamage.Apply,
        [ArtifactFormat.Rknn] = FieldDamage.Apply,
        [ArtifactFormat.Cntk] = FieldDamage.Apply,
    };

    /// <summary>Damages content of a format once or more, and now and then blindly as well; <paramref name="other"/> gives foreign parts.</summary>
    public byte[] Mutate(ArtifactFormat format, byte[] content, byte[] other)
    {
        var damage = ByFormat[format];
        for (var rounds = _random.Next(1, 4); rounds > 0; rounds--) content = damage(_random, content, other);
        return _random.Next(4) == 0 ? _plain.Mutate(content, other) : content;
    }

    /// <summary>Damages the content of a container, whatever it is.</summary>
    public static byte[] Inner(Random random, byte[] content, byte[] other)
    {
        var format = FormatDetector.Detect(new MemorySource(content)) is [var first, ..] ? first.Format : ArtifactFormat.Unknown;
        return format is not ArtifactFormat.Unknown && ByFormat.TryGetValue(format, out var damage) && random.Next(4) != 0
            ? damage(random, content, other)
            : new Mutator(random.Next()).Mutate(content, other);
    }
}
