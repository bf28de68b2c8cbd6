using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>Walks a message in whichever of its two forms it has.</summary>
internal static class ProtoReader
{
    private const int Probe = 256;

    internal static void Walk(ByteSource content, ProtoMessage root, ProtoVisitor visitor, string? member, FactsBuilder facts)
    {
        var unknown = IsText(content) ? TextWalker.Walk(content, root, visitor, member, facts) : WireWalker.Walk(content, root, visitor, member, facts);
        if (unknown == 0) return;
        facts.Add(new ModelHazard(
            ModelAspect.Operators,
            HazardEffect.Note,
            "protobuf:unknown-fields",
            root.Name,
            $"{(unknown == 1 ? "1 field is" : $"{unknown} fields are")} not part of the format as this program knows it; another loader may know more.",
            member));
    }

    /// <summary>Whether the content is the text form: the binary form cannot do without control characters for long.</summary>
    internal static bool IsText(ByteSource content)
    {
        Span<byte> head = stackalloc byte[Probe];
        foreach (var b in head[..content.Read(0, head)])
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r')) return false;
        }

        return true;
    }
}
