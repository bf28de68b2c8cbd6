using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Code;
using MlSecPol.Engine.Models.TorchServe;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>The readers of formats that are neither pickles nor containers: one line a format.</summary>
internal static class FormatReaders
{
    private static readonly FrozenDictionary<ArtifactFormat, FormatReader> Readers = new Dictionary<ArtifactFormat, FormatReader>
    {
        [ArtifactFormat.Elf] = NativeCodeReader.ReadNative,
        [ArtifactFormat.PortableExecutable] = NativeCodeReader.ReadNative,
        [ArtifactFormat.MachO] = NativeCodeReader.ReadNative,
        [ArtifactFormat.Marshal] = NativeCodeReader.ReadByteCode,
        [ArtifactFormat.JavaClass] = NativeCodeReader.ReadPortable,
        [ArtifactFormat.WebAssembly] = NativeCodeReader.ReadPortable,
        [ArtifactFormat.Script] = ScriptReader.Read,
        [ArtifactFormat.PythonSource] = PythonReader.Read,
        [ArtifactFormat.PythonPath] = PathFileReader.Read,
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
