using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.ImportPolicy;

/// <summary>Tells the imports of programs, the harmless ones too, in the public vocabulary.</summary>
internal static class ImportList
{
    private const int Uses = 16;

    internal static IEnumerable<ModelImport> Of(PickleProgram program, UnsafeImportPolicy policy)
    {
        var calls = program.Report.Calls
            .Where(c => c.Reading == PickleReading.Primary && c.Target.RootImport is not null)
            .ToLookup(c => c.Target.RootImport!.FullName, StringComparer.Ordinal);
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
                Uses = [.. calls[import.FullName].Take(Uses).Select(c => VisibleText.Of(c.ToString()))],
                Member = program.Member,
                Offset = import.Offset,
                Opcode = import.Opcode.Mnemonic(),
                Protocol = import.Protocol,
                IsDerived = import.IsDerived,
            };
        }
    }
}
