using System.Collections;
using System.Management.Automation;

namespace MlSecPol.Cmdlets;

/// <summary>Reads check results from the pipeline: the objects themselves, or what is left of them after a job, a remote session or a file.</summary>
internal static class ResultInput
{
    /// <summary>The result, or null when the object is none.</summary>
    internal static CheckResult? From(PSObject? input)
    {
        if (input?.BaseObject is CheckResult result) return result;
        if (Text(input, nameof(CheckResult.CheckId)) is not { } checkId
            || !Enum.TryParse<CheckStatus>(Text(input, nameof(CheckResult.Status)), ignoreCase: true, out var status)
            || !Enum.TryParse<Severity>(Text(input, nameof(CheckResult.Severity)), ignoreCase: true, out var severity))
        {
            return null;
        }

        return new CheckResult
        {
            CheckId = checkId,
            ControlId = Text(input, nameof(CheckResult.ControlId)) ?? checkId.Split('.')[0],
            Status = status,
            Severity = severity,
            Target = Text(input, nameof(CheckResult.Target)) ?? string.Empty,
            Message = Text(input, nameof(CheckResult.Message)) ?? string.Empty,
            Reason = Text(input, nameof(CheckResult.Reason)),
            ObservedAt = Value(input, nameof(CheckResult.ObservedAt)) is DateTimeOffset at ? at : default,
            Tool = Text(input, nameof(CheckResult.Tool)) ?? string.Empty,
            Version = Text(input, nameof(CheckResult.Version)) ?? string.Empty,
            ExceptionId = Text(input, nameof(CheckResult.ExceptionId)),
            AttestationId = Text(input, nameof(CheckResult.AttestationId)),
        };
    }

    private static string? Text(PSObject? input, string property) => Value(input, property) switch
    {
        null => null,
        IEnumerable and not string => null,
        var value => value.ToString(),
    };

    private static object? Value(PSObject? input, string property) => input?.Properties[property]?.Value is { } value ? (value as PSObject)?.BaseObject ?? value : null;
}
