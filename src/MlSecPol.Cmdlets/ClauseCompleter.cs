using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Cmdlets;

/// <summary>Completes clauses: of the frameworks that are bound already, else of all; the tooltip names the framework.</summary>
public sealed class ClauseCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        var clause = WildcardPattern.Get(word + "*", WildcardOptions.IgnoreCase);
        var framework = WildcardPattern.Get($"*{fakeBoundParameters["Framework"] as string}*", WildcardOptions.IgnoreCase);
        return PolicyCatalogue.Current.Controls
            .SelectMany(c => c.Mappings)
            .Where(m => framework.IsMatch(m.Framework) && clause.IsMatch(m.ClauseId))
            .DistinctBy(m => (m.Framework, m.ClauseId))
            .OrderBy(m => m.ClauseId, StringComparer.Ordinal)
            .Select(m => new CompletionResult($"'{m.ClauseId.Replace("'", "''", StringComparison.Ordinal)}'", m.ClauseId, CompletionResultType.ParameterValue, m.Framework));
    }
}
