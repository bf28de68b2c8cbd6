using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Zip;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Code;

/// <summary>Notes programs, libraries and compiled code: nothing of a model has to be native, and what such code does is not worked out.</summary>
internal static class NativeCodeReader
{
    private const int Stored = 0;

    internal static void ReadNative(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        if (HoldsModel(content, facts))
        {
            Add(HazardEffect.Opaque, "program-with-model", "is a program that carries its own model (a llamafile): it runs whatever it holds when it is started, and only its model was read", member, name, facts);
            return;
        }

        Add(HazardEffect.Execute, "native", "is a native program or library: loading it runs its code", member, name, facts);
    }

    internal static void ReadByteCode(ByteSource content, string? member, string name, int depth, FactsBuilder facts) =>
        Add(HazardEffect.ExecuteLater, "byte-code", "is compiled Python, which runs when it is imported and is not read here", member, name, facts);

    internal static void ReadPortable(ByteSource content, string? member, string name, int depth, FactsBuilder facts) =>
        Add(HazardEffect.ExecuteLater, "compiled", "is compiled code for a virtual machine, which runs when a loader picks it up and is not read here", member, name, facts);

    /// <summary>Whether a program carries a zip archive with a GGUF model in it, as llamafiles do.</summary>
    internal static bool HoldsModel(ByteSource content, FactsBuilder facts)
    {
        if (ZipEndRecord.FindAll(content).Count == 0) return false;
        Span<byte> magic = stackalloc byte[4];
        foreach (var member in ZipTable.Read(content, facts.Limits, facts.Token).Members)
        {
            if (member is { Method: Stored, DataOffset: > 0 } && content.Read(member.DataOffset, magic) == magic.Length && magic.SequenceEqual("GGUF"u8)) return true;
        }

        return false;
    }

    private static void Add(HazardEffect effect, string rule, string what, string? member, string name, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.EmbeddedCode);
        var file = TextLanguage.FileName(name);
        facts.Add(new ModelHazard(ModelAspect.EmbeddedCode, effect, "code:" + rule, file, $"'{file}' {what}.", member, 0));
    }
}
