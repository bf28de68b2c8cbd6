using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.RData;

/// <summary>Reads serialized objects and workspaces of R (versions 2 and 3 of the format): one walk over all items, nothing is evaluated.</summary>
internal static class RReader
{
    private const int LongestEncodingName = 64;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.ObjectGraph);
        facts.HeadersRead++;
        using var stream = new RStream(new ByteCursor(content, facts.Token));
        if (!stream.ReadMarks())
        {
            facts.AddGap(CoverageGapKind.Malformed, member, 0, "The content does not begin like serialized R data.");
            return;
        }

        var version = stream.ReadInteger();
        stream.ReadInteger();
        stream.ReadInteger();
        if (version is not (2 or 3))
        {
            facts.AddGap(CoverageGapKind.Unsupported, member, stream.Position, $"Version {version} of the format of R is not read.");
            return;
        }

        if (version == 3) stream.ReadText(stream.ReadInteger(), LongestEncodingName);
        var hazards = new HazardList(member, facts);
        try
        {
            new RWalk(stream, new RCallJudge(hazards), member, facts).Run();
        }
        finally
        {
            hazards.Close();
        }

        stream.SkipLineEnd();
        if (stream.Remaining > 0) UnownedReader.Read(content, new ByteRange(stream.Position, content.Length), member, depth, facts);
    }
}
