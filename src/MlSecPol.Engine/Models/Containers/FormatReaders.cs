using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Caffe;
using MlSecPol.Engine.Models.Code;
using MlSecPol.Engine.Models.Compiled;
using MlSecPol.Engine.Models.Configuration;
using MlSecPol.Engine.Models.CoreMl;
using MlSecPol.Engine.Models.ExecuTorch;
using MlSecPol.Engine.Models.Gguf;
using MlSecPol.Engine.Models.Hdf5;
using MlSecPol.Engine.Models.Java;
using MlSecPol.Engine.Models.Markup;
using MlSecPol.Engine.Models.MessagePack;
using MlSecPol.Engine.Models.Mxnet;
using MlSecPol.Engine.Models.Onnx;
using MlSecPol.Engine.Models.OpenVino;
using MlSecPol.Engine.Models.Paddle;
using MlSecPol.Engine.Models.RData;
using MlSecPol.Engine.Models.Templates;
using MlSecPol.Engine.Models.TensorFlow;
using MlSecPol.Engine.Models.TensorFlowLite;
using MlSecPol.Engine.Models.TorchServe;
using MlSecPol.Engine.Models.Trees;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>The readers of formats that are neither pickles nor containers: one line a format.</summary>
internal static class FormatReaders
{
    private static readonly FrozenDictionary<ArtifactFormat, FormatReader> Readers = new Dictionary<ArtifactFormat, FormatReader>
    {
        [ArtifactFormat.Hdf5] = Hdf5Reader.Read,
        [ArtifactFormat.Onnx] = OnnxReader.Read,
        [ArtifactFormat.TensorFlowSavedModel] = GraphReader.ReadSavedModel,
        [ArtifactFormat.TensorFlowMetaGraph] = GraphReader.ReadMetaGraph,
        [ArtifactFormat.TensorFlowGraph] = GraphReader.ReadGraph,
        [ArtifactFormat.TensorFlowCheckpoint] = CheckpointIndexReader.Read,
        [ArtifactFormat.TensorFlowFingerprint] = FingerprintReader.Read,
        [ArtifactFormat.TensorFlowCheckpointState] = CheckpointStateReader.Read,
        [ArtifactFormat.KerasMetadata] = KerasMetadataReader.Read,
        [ArtifactFormat.TensorFlowLite] = LiteReader.Read,
        [ArtifactFormat.ExecuTorch] = ProgramReader.Read,
        [ArtifactFormat.CoreMl] = CoreMlReader.Read,
        [ArtifactFormat.OpenVino] = OpenVinoReader.Read,
        [ArtifactFormat.Paddle] = PaddleReader.Read,
        [ArtifactFormat.Caffe] = CaffeReader.Read,
        [ArtifactFormat.Gguf] = GgufReader.Read,
        [ArtifactFormat.Ggml] = GgmlReader.Read,
        [ArtifactFormat.Jinja] = TemplateReader.Read,
        [ArtifactFormat.Json] = JsonConfigurationReader.Read,
        [ArtifactFormat.Yaml] = YamlReader.Read,
        [ArtifactFormat.Xml] = XmlMarkupReader.Read,
        [ArtifactFormat.RSerialized] = RReader.Read,
        [ArtifactFormat.MessagePack] = MessagePackReader.Read,
        [ArtifactFormat.JavaSerialized] = JavaReader.Read,
        [ArtifactFormat.XGBoost] = XGBoostReader.Read,
        [ArtifactFormat.LightGbm] = LightGbmReader.Read,
        [ArtifactFormat.CatBoost] = CatBoostReader.Read,
        [ArtifactFormat.MxnetSymbol] = MxnetSymbolReader.Read,
        [ArtifactFormat.MxnetArrays] = MxnetArraysReader.Read,
        [ArtifactFormat.Elf] = NativeCodeReader.ReadNative,
        [ArtifactFormat.PortableExecutable] = NativeCodeReader.ReadNative,
        [ArtifactFormat.MachO] = NativeCodeReader.ReadNative,
        [ArtifactFormat.Marshal] = NativeCodeReader.ReadByteCode,
        [ArtifactFormat.JavaClass] = NativeCodeReader.ReadPortable,
        [ArtifactFormat.WebAssembly] = NativeCodeReader.ReadPortable,
        [ArtifactFormat.Script] = ScriptReader.Read,
        [ArtifactFormat.PythonSource] = PythonReader.Read,
        [ArtifactFormat.PythonPath] = PathFileReader.Read,
        [ArtifactFormat.TensorRt] = CompiledModelReader.ReadTensorRt,
        [ArtifactFormat.Rknn] = CompiledModelReader.ReadRknn,
        [ArtifactFormat.Cntk] = CompiledModelReader.ReadCntk,
        [ArtifactFormat.Notebook] = NotebookCodeReader.Read,
        [ArtifactFormat.TritonConfiguration] = TritonConfigurationReader.Read,
        [ArtifactFormat.Settings] = SettingsReader.Read,
        [ArtifactFormat.Modelfile] = ModelfileReader.Read,
        [ArtifactFormat.Html] = PageReader.Read,
        [ArtifactFormat.PackageList] = PackageListReader.Read,
        [ArtifactFormat.TorchServeManifest] = TorchServeManifestReader.Read,
    }.ToFrozenDictionary();

    /// <summary>Reads content of one format into facts: what it cannot read becomes a gap, what a header claims wrongly a defect, what acts a hazard.</summary>
    internal delegate void FormatReader(ByteSource content, string? member, string name, int depth, FactsBuilder facts);

    internal static bool Has(ArtifactFormat format) => Readers.ContainsKey(format);

    internal static void Read(ArtifactFormat format, ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        if (!Readers.TryGetValue(format, out var read)) return;
        try
        {
            read(content, member, name, depth, facts);
        }
        catch (ArtifactException e)
        {
            facts.AddGap(e, member, 0);
        }
    }
}
