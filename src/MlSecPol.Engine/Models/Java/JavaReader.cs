using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Java;

/// <summary>Reads streams of serialized Java objects for the classes that they restore: reading one calls methods of its classes before anybody sees the object.</summary>
internal static class JavaReader
{
    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.ObjectGraph);
        using var cursor = new ByteCursor(content, facts.Token);
        cursor.Skip(4);
        var hazards = new HazardList(member, facts);
        var judge = new JavaClassJudge(hazards);
        try
        {
            new JavaWalk(cursor, judge, facts).Run();
        }
        finally
        {
            hazards.Close();
        }
    }
}
