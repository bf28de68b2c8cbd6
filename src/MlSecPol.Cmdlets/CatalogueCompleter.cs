using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Cmdlets;

/// <summary>
/// Completes names of the policy catalogue: by prefix, by wildcard pattern, or, where nothing starts with the word, by any part of the name.
/// Quotes are kept, titles are tooltips. Never an error.
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
        var hasWildcards = WildcardPattern.ContainsWildcardCharacters(word);
        var matches = Matching(commandName, fakeBoundParameters, hasWildcards ? word + "*" : WildcardPattern.Escape(word) + "*");
        return matches.Length > 0 || hasWildcards ? matches : Matching(commandName, fakeBoundParameters, $"*{WildcardPattern.Escape(word)}*");
    }

    /// <summary>Whether a value makes sense beside what is bound already.</summary>
    private protected virtual bool Fits(string value, string commandName, IDictionary boundParameters) => true;

    /// <summary>What there is to choose from.</summary>
    private protected virtual IEnumerable<(string Value, string Title)> Entries() => PolicyCatalogue.Current.Completions(Enum.Parse<CatalogueKind>(_kind)).Select(e => (e.Value, e.Title));

    private static string Quoted(string value) =>
        value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private CompletionResult[] Matching(string commandName, IDictionary boundParameters, string pattern)
    {
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return
        [
            .. from entry in Entries()
               where wildcard.IsMatch(entry.Value) && Fits(entry.Value, commandName, boundParameters)
               select new CompletionResult(Quoted(entry.Value), entry.Value, CompletionResultType.ParameterValue, entry.Title.Length > 0 ? entry.Title : entry.Value),
        ];
    }
}
