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
        if (ResultInput.From(InputObject) is { } result) _results.Add(result);
        else WriteError(ErrorRecords.NotAResult(InputObject));
    }
}
