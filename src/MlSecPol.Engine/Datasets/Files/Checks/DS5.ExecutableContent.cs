using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Checks;
using MlSecPol.Engine.Datasets.Files.Containers;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>The dataset is, or holds, something that runs: programs, scripts, pickles, arrays of Python objects.</summary>
[Check("DS5.ExecutableContent")]
public sealed class ExecutableContent : ContainerCheck
{
    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        List<Finding> findings =
        [
            .. from threat in file.Content!.Threats
               where threat.Kind != ThreatKind.Macro
               select Finding(threat.Kind == ThreatKind.Script ? Severity.High : Severity.Critical, RuleOf(threat.Kind), threat.Detail, threat.Member, threat.Offset),
        ];
        var (error, notAssessed) = Gaps(file.Content);
        return Conclude(findings, n => $"{Place.Count(n, "part of the dataset runs", "parts of the dataset run")} when opened.", "Nothing in the file is a program, a script or a pickle.", error, notAssessed);
    }

    private static string RuleOf(ThreatKind kind) => kind switch
    {
        ThreatKind.Program => "program",
        ThreatKind.Pickle => "pickle",
        ThreatKind.ObjectArray => "object-array",
        _ => "script",
    };
}
