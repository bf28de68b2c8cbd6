using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Compiled;

/// <summary>
/// Reads models that are compiled for one device or library and whose inside nobody documents: TensorRT, RKNN and CNTK. What can be known is looked at:
/// the length that the header claims, programs and pickles inside, and every text. The rest is honestly left unjudged.
/// </summary>
internal static class CompiledModelReader
{
    private const int LengthAt = 8;
    private const int PrefixLength = 16;

    internal static void ReadTensorRt(ByteSource content, string? member, string name, int depth, FactsBuilder facts) => Read(content, member, depth, "TensorRT engine", hasLength: true, facts);

    internal static void ReadRknn(ByteSource content, string? member, string name, int depth, FactsBuilder facts) => Read(content, member, depth, "RKNN model", hasLength: false, facts);

    internal static void ReadCntk(ByteSource content, string? member, string name, int depth, FactsBuilder facts) => Read(content, member, depth, "CNTK model", hasLength: false, facts);

    private static void Read(ByteSource content, string? member, int depth, string what, bool hasLength, FactsBuilder facts)
    {
        facts.HeadersRead++;
        facts.Examine(ModelAspect.EmbeddedCode);
        facts.Examine(ModelAspect.Operators);
        Span<byte> prefix = stackalloc byte[PrefixLength];
        var count = content.Read(0, prefix);
        if (hasLength && count == PrefixLength && BinaryPrimitives.ReadUInt64LittleEndian(prefix[LengthAt..]) is var length && length > (ulong)(content.Length - PrefixLength))
        {
            facts.AddDefect(HeaderDefectKind.OutOfBounds, member, LengthAt, what, $"The {what} claims {length} bytes behind its header; {content.Length - PrefixLength} are there.");
            facts.AddGap(CoverageGapKind.Truncated, member, LengthAt, $"The {what} claims {length} bytes behind its header; {content.Length - PrefixLength} are there.");
        }

        var hazards = new HazardList(member, facts);
        new CompiledScan(content, member, depth, hazards, facts).Run();
        hazards.Close();
        facts.AddGap(CoverageGapKind.Unsupported, member, 0, $"A {what} is compiled for one device; its programs, texts and lengths were looked at, what it computes cannot be judged.");
    }
}
