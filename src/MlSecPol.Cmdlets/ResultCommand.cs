using System.Collections;
using System.Management.Automation;

namespace MlSecPol.Cmdlets;

/// <summary>Base of cmdlets that take a set of results and answer when all have come.</summary>
public abstract class ResultCommand : PSCmdlet
{
    private readonly List<CheckResult> _results = [];

    /// <summary>Results of auditing commands, also deserialized ones.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>What has come so far.</summary>
    private protected IReadOnlyList<CheckResult> Results => _results;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A variable that holds many results is often given by name and not piped.
        if (InputObject?.BaseObject is IList { Count: > 0 } many)
        {
            foreach (var one in many) Add(one is null ? null : PSObject.AsPSObject(one));
        }
        else
        {
            Add(InputObject);
        }
    }

    private void Add(PSObject? input)
    {
        if (ResultInput.From(input) is { } result) _results.Add(result);
        else WriteError(ErrorRecords.NotAResult(input));
    }
}
