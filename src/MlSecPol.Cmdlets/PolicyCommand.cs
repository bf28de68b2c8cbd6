using System.Management.Automation;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Cmdlets;

/// <summary>Base of cmdlets that ask the catalogue: turns a filter that names nothing into an error that lists what exists.</summary>
public abstract class PolicyCommand : PSCmdlet
{
    /// <summary>Writes what a query finds, or a non-terminating error where a filter names nothing.</summary>
    private protected void WriteFound<T>(Func<IReadOnlyList<T>> query)
    {
        try
        {
            WriteObject(query(), enumerateCollection: true);
        }
        catch (PolicyQueryException error)
        {
            WriteError(ErrorRecords.Create(
                error,
                "MlSecPol.Policy.Unknown",
                ErrorCategory.ObjectNotFound,
                error.Value,
                error.Message,
                $"Did you mean '{NearestName.To(error.Value, error.ValidValues)}'? Valid: {string.Join(", ", error.ValidValues)}."));
        }
    }
}
