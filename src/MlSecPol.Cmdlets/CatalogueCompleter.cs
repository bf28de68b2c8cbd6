using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Cmdlets;

/// <summary>
/// Completes names of the policy catalogue: what is typed is a prefix or a wildcard pattern, quotes are kept, titles are tooltips. Never an error.
/// </summary>
public abstract class CatalogueCompleter : IArgumentCompleter
{
    private readonly string _kind;

    /// <summary>Creates the completer.</summary>
    /// <param name="kind">The kind of entries, a name of the engine's kinds.</param>
    protected CatalogueCompleter(string kind) => _kind = kind;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? string.Empty).Trim('\'', '"');
        var pattern = WildcardPattern.Get(WildcardPattern.ContainsWildcardCharacters(word) ? word : WildcardPattern.Escape(word) + "*", WildcardOptions.IgnoreCase);
        return
            from entry in PolicyCatalogue.Current.Completions(Enum.Parse<CatalogueKind>(_kind))
            where pattern.IsMatch(entry.Value)
            select new CompletionResult(Quoted(entry.Value), entry.Value, CompletionResultType.ParameterValue, entry.Title.Length > 0 ? entry.Title : entry.Value);
    }

    private static string Quoted(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
