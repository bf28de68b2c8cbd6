using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace MlSecPol.Cmdlets;

/// <summary>
/// Texts of the views: the hidden code properties in MlSecPol.Types.ps1xml. Takes live and deserialized objects alike. Colour is always
/// given; PowerShell takes it away where the terminal, the redirection, NO_COLOR or <c>$PSStyle.OutputRendering</c> asks for plain text.
/// </summary>
public static class ViewText
{
    private const string Reset = "\e[0m";
    private const int ShownFindings = 20;

    /// <summary>The result under the name that chooses the view with its programs; the object is the same.</summary>
    internal static PSObject Detailed(CheckResult result)
    {
        var view = new PSObject(result);
        view.TypeNames.Insert(0, "MlSecPol.CheckResult#Detailed");
        return view;
    }

    /// <summary>The severity, coloured by its weight.</summary>
    public static string Severity(PSObject item) => Weighed(Text(item, "Severity"));

    /// <summary>The gravest severity of a summary, coloured by its weight.</summary>
    public static string WorstSeverity(PSObject item) => Weighed(Text(item, "WorstSeverity"));

    /// <summary>The status, coloured by what it asks of the reader.</summary>
    public static string Status(PSObject item)
    {
        var text = Text(item, "Status");
        return Coloured(text, text switch
        {
            nameof(CheckStatus.Fail) or nameof(CheckStatus.Error) => "\e[91m",
            nameof(CheckStatus.NotAssessed) or nameof(CheckStatus.Excepted) => "\e[93m",
            nameof(CheckStatus.Pass) => "\e[92m",
            _ => null,
        });
    }

    /// <summary>The findings of a result, one below the other, with severity and place.</summary>
    public static string Findings(PSObject result)
    {
        var text = new StringBuilder();
        var count = 0;
        foreach (var finding in Items(result, "Findings"))
        {
            if (++count > ShownFindings) continue;
            text.Append(count == 1 ? string.Empty : "\n")
                .Append(CultureInfo.InvariantCulture, $"[{Text(finding, "Severity")}] {Text(finding, "Message")} ({Text(finding, "Location")})");
        }

        if (count > ShownFindings) text.Append(CultureInfo.InvariantCulture, $"\n… and {count - ShownFindings} more in the property Findings");
        return text.ToString();
    }

    /// <summary>The advisories of a finding, one below the other, with what each lets an attacker do.</summary>
    public static string Advisories(PSObject finding) => string.Join('\n', Items(finding, "Advisories").Select(a =>
        $"{Text(a, "Id")} {Text(a, "Product")} {Text(a, "Affected")}{(Text(a, "Disputed") == bool.TrueString ? ", disputed" : string.Empty)}{(Text(a, "Verified") == bool.FalseString ? ", versions not verified" : string.Empty)}: {Text(a, "Summary")}"));

    /// <summary>The listings of the programs of a model, each under the name of its member.</summary>
    public static string Listing(PSObject result)
    {
        if (result.Properties["Facts"]?.Value is not { } facts) return string.Empty;
        var programs = Items(PSObject.AsPSObject(facts), "Programs").Select(p => (Member: Text(p, "Member"), Listing: Text(p, "Listing")));
        return string.Join('\n', programs.Select(p => p.Member is null ? p.Listing : $"{p.Member}\n{p.Listing}"));
    }

    /// <summary>How many checks of a control a machine answers.</summary>
    public static int AutomaticCount(PSObject control) => ChecksOf(control, CheckType.Automatic).Count();

    /// <summary>How many checks of a control people attest.</summary>
    public static int AttestedCount(PSObject control) => ChecksOf(control, CheckType.Attestation).Count();

    /// <summary>The checks of a control that a machine answers, one below the other.</summary>
    public static string Automatic(PSObject control) => string.Join('\n', ChecksOf(control, CheckType.Automatic));

    /// <summary>The checks of a control that people attest, one below the other.</summary>
    public static string Attested(PSObject control) => string.Join('\n', ChecksOf(control, CheckType.Attestation));

    private static IEnumerable<PSObject> ChecksOf(PSObject control, CheckType type) =>
        Items(control, "Checks").Where(check => Text(check, "CheckType") == type.ToString());

    private static string? Text(PSObject item, string property) => item.Properties[property]?.Value?.ToString();

    private static IEnumerable<PSObject> Items(PSObject item, string property)
    {
        var value = item.Properties[property]?.Value;
        return (value is PSObject wrapped ? wrapped.BaseObject : value) is IEnumerable items ? items.Cast<object>().Select(PSObject.AsPSObject) : [];
    }

    private static string Weighed(string? severity) => Coloured(severity, severity switch
    {
        nameof(MlSecPol.Severity.Critical) => "\e[1;91m",
        nameof(MlSecPol.Severity.High) => "\e[91m",
        nameof(MlSecPol.Severity.Medium) => "\e[93m",
        nameof(MlSecPol.Severity.Low) => "\e[96m",
        _ => null,
    });

    private static string Coloured(string? text, string? colour) =>
        text is null ? string.Empty : colour is null ? text : $"{colour}{text}{Reset}";
}
