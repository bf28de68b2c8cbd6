using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Code;

/// <summary>Reads a list of packages as pip reads it: installing runs code of whatever it names.</summary>
internal static class PackageListReader
{
    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.Examine(ModelAspect.EmbeddedCode);
        if (SourceText.Read(content, member, "list of packages", facts) is not { } bytes) return;
        var number = 0;
        var hazards = new HazardList(member, facts);
        foreach (var line in Encoding.UTF8.GetString(bytes).EnumerateLines())
        {
            number++;
            facts.Token.ThrowIfCancellationRequested();
            var text = line.Trim().TrimEnd('\\').ToString();
            if (text.Length == 0 || text[0] == '#') continue;
            if (PackageJudge.Judge(text) is { } judged)
                hazards.Add(ModelAspect.EmbeddedCode, judged.Effect, judged.Rule, judged.Subject, judged.Detail, location: $"line {number}", evidence: ShortText.Of(text));
        }

        hazards.Close();
    }
}
