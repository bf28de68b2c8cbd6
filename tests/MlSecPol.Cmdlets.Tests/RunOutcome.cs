using System.Management.Automation;

namespace MlSecPol.Cmdlets.Tests;

/// <summary>What a script gave.</summary>
internal sealed record RunOutcome(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<InformationRecord> Information,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The output as check results.</summary>
    internal IReadOnlyList<CheckResult> Results => [.. Output.Select(o => (CheckResult)o.BaseObject)];
}
