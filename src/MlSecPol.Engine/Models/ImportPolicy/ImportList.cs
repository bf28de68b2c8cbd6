using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>Tells the imports of programs, the harmless ones too, in the public vocabulary.</summary>
internal static class ImportList
{
    private const int Uses = 16;

    internal static IEnumerable<ModelImport> Of(PickleProgram program, UnsafeImportPolicy policy)
    {
        var uses = UsesOf(program);
        foreach (var import in program.Report.Imports)
        {
            if (import.Reading != PickleReading.Primary) continue;
            var judgement = policy.Judge(import);
            yield return new ModelImport
            {
                Module = VisibleText.Of(import.Module),
                Name = VisibleText.Of(import.Name),
                Verdict = judgement.Verdict,
                Rule = judgement.Rule,
                Uses = uses.TryGetValue(import.FullName, out var texts) ? texts : [],
                Member = program.Member,
                Offset = import.Offset,
                Opcode = import.Opcode.Mnemonic(),
                Protocol = import.Protocol,
                IsDerived = import.IsDerived,
            };
        }
    }

    private static Dictionary<string, List<string>> UsesOf(PickleProgram program)
    {
        var uses = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var call in program.Report.Calls)
        {
            if (call.Reading != PickleReading.Primary || call.Target.RootImport is not { } import) continue;
            var name = import.FullName;
            if (!uses.TryGetValue(name, out var texts)) uses.Add(name, texts = new List<string>(2));
            if (texts.Count < Uses) texts.Add(VisibleText.Of(call.ToString()));
        }

        return uses;
    }
}
