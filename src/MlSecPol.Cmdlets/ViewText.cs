using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;

namespace MlSecPol.Cmdlets;

/// <summary>
/// Texts of the views in MlSecPol.Format.ps1xml; takes live and deserialized objects alike. Colour is given only to a host that can show it;
/// PowerShell itself strips it from output that is redirected.
/// </summary>
public static class ViewText
{
    private const string Reset = "\e[0m";
    private const int ShownFindings = 20;

    /// <summary>A severity, coloured by its weight.</summary>
    public static string Severity(PSObject? severity, PSHost? host) => Coloured(severity?.ToString(), host, text => text switch
    {
        nameof(MlSecPol.Severity.Critical) => "\e[1;91m",
        nameof(MlSecPol.Severity.High) => "\e[91m",
        nameof(MlSecPol.Severity.Medium) => "\e[93m",
        nameof(MlSecPol.Severity.Low) => "\e[96m",
        _ => null,
    });

    /// <summary>A status, coloured by what it asks of the reader.</summary>
    public static string Status(PSObject? status, PSHost? host) => Coloured(status?.ToString(), host, text => text switch
    {
        nameof(CheckStatus.Fail) or nameof(CheckStatus.Error) => "\e[91m",
        nameof(CheckStatus.NotAssessed) or nameof(CheckStatus.Excepted) => "\e[93m",
        nameof(CheckStatus.Pass) => "\e[92m",
        _ => null,
    });

    /// <summary>Findings, one below the other, with severity and place.</summary>
    public static string Findings(object? findings)
    {
        var text = new StringBuilder();
        var count = 0;
        foreach (var finding in Items(findings))
        {
            if (++count > ShownFindings) continue;
            var view = PSObject.AsPSObject(finding);
            text.Append(count == 1 ? string.Empty : "\n")
                .Append(CultureInfo.InvariantCulture, $"[{view.Properties["Severity"]?.Value}] {view.Properties["Message"]?.Value} ({view.Properties["Location"]?.Value})");
        }

        if (count > ShownFindings) text.Append(CultureInfo.InvariantCulture, $"\n… and {count - ShownFindings} more in the property Findings");
        return text.ToString();
    }

    /// <summary>How many checks a machine answers and how many people do.</summary>
    public static string CheckCounts(object? checks)
    {
        var types = Items(checks).Select(CheckTypeOf).ToArray();
        return $"{types.Count(t => t == nameof(CheckType.Automatic))} automatic, {types.Count(t => t == nameof(CheckType.Attestation))} attested";
    }

    /// <summary>Ids and titles of the checks of one type, one below the other.</summary>
    public static string Checks(object? checks, string checkType) => Lines(Items(checks).Where(c => CheckTypeOf(c) == checkType));

    /// <summary>Framework clauses, separated by commas.</summary>
    public static string Clauses(object? mappings) => string.Join(", ", Items(mappings).Select(m => PSObject.AsPSObject(m).Properties["ClauseId"]?.Value));

    /// <summary>Items as text, one below the other.</summary>
    public static string Lines(object? items) => string.Join('\n', Items(items).Select(i => i.ToString()));

    private static string? CheckTypeOf(object check) => PSObject.AsPSObject(check).Properties["CheckType"]?.Value?.ToString();

    private static IEnumerable<object> Items(object? items) => ((items as PSObject)?.BaseObject ?? items) switch
    {
        null => [],
        string text => [text],
        IEnumerable many => many.Cast<object>(),
        var one => [one],
    };

    private static string Coloured(string? text, PSHost? host, Func<string, string?> colour) =>
        text is null ? string.Empty
        : host?.UI is { SupportsVirtualTerminal: true } && colour(text) is { } code ? $"{code}{text}{Reset}"
        : text;
}
