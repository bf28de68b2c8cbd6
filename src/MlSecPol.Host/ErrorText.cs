using System.Management.Automation;
using System.Text;

namespace MlSecPol.Host;

/// <summary>An error record as a person wants to read it: what happened, where in the script, what to do.</summary>
internal static class ErrorText
{
    internal static string Of(ErrorRecord error)
    {
        var text = new StringBuilder("Error: ").Append(error.ErrorDetails?.Message ?? error.Exception.Message);
        if (error.InvocationInfo is { ScriptLineNumber: > 0, ScriptName.Length: > 0 } place) text.Append($" [{Path.GetFileName(place.ScriptName)}:{place.ScriptLineNumber}]");
        if (error.ErrorDetails?.RecommendedAction is { Length: > 0 } action) text.AppendLine().Append("       ").Append(action);
        return text.AppendLine().Append("       ").Append(error.FullyQualifiedErrorId).ToString();
    }
}
