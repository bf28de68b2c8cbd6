using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MlSecPol.HelpBuilder.Tests;

/// <summary>What the real Get-Help makes of the files that were built.</summary>
public sealed class GetHelpTests : IDisposable
{
    private readonly HelpFolder _folder = new();
    private readonly PSObject _help;

    public GetHelpTests()
    {
        Assert.Empty(_folder.Build());
        var module = Directory.GetParent(_folder.Output)!.FullName;
        File.Copy(HelpFolder.Assembly, Path.Combine(module, Path.GetFileName(HelpFolder.Assembly)));
        File.WriteAllText(Path.Combine(module, "Specimen.psd1"), $"@{{ RootModule = '{Path.GetFileName(HelpFolder.Assembly)}'; ModuleVersion = '1.0'; CmdletsToExport = '*' }}");

        using var shell = PowerShell.Create(InitialSessionState.CreateDefault2());
        shell.AddCommand("Import-Module").AddParameter("Name", Path.Combine(module, "Specimen.psd1")).Invoke();
        shell.Commands.Clear();
        _help = Assert.Single(shell.AddCommand("Get-Help").AddParameter("Name", "Get-Specimen").AddParameter("Full").Invoke());
        Assert.Empty(shell.Streams.Error);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Texts_arrive_without_markup()
    {
        Assert.Equal("Gets specimens from here.", Value("Synopsis"));
        Assert.Equal(
            ["First paragraph, broken over two lines.", "- one", "1. inner", "- two, see the site (https://example.org/x)", "- Key: a; Meaning: the first"],
            Texts("description").Select(text => text.TrimStart()));
    }

    [Fact]
    public void Each_parameter_set_has_its_syntax_the_default_first()
    {
        var items = Items("syntax", "syntaxItem");
        Assert.Equal(2, items.Count);
        Assert.Equal(["Path", "Colour", "Word", "Recurse"], Items(items[0], "parameter").Select(parameter => Value(parameter, "name")));
        Assert.Equal(["LiteralPath", "Colour", "Word", "Recurse"], Items(items[1], "parameter").Select(parameter => Value(parameter, "name")));
    }

    [Fact]
    public void Parameters_have_their_facts()
    {
        var path = Items("parameters", "parameter").Single(parameter => Value(parameter, "name") == "Path");
        Assert.Equal("true", Value(path, "required"));
        Assert.Equal("0", Value(path, "position"));
        Assert.Equal("true", Value(path, "globbing"));
        Assert.Equal("True (ByValue, ByPropertyName)", Value(path, "pipelineInput"));
        Assert.Equal("String[]", Value(path, "parameterValue"));

        var colour = Items("parameters", "parameter").Single(parameter => Value(parameter, "name") == "Colour");
        Assert.Equal("all colours", Value(colour, "defaultValue"));
        Assert.Equal(["Their colour.", "Accepted values: Red, Green"], Texts(colour, "description"));
    }

    [Fact]
    public void Examples_keep_code_remarks_and_output()
    {
        var examples = Items("examples", "example");
        Assert.Equal(["Example 1: All of them", "Example 2: Literally"], examples.Select(example => Value(example, "title").Trim('-', ' ')));
        Assert.Equal("Get-Specimen -Path a*\nGet-Specimen -Path b*", Value(examples[0], "code"));
        Assert.Equal(["Shows all & more.", "specimen\n  indented"], Texts(examples[0], "remarks").Where(text => text.Length > 0));
    }

    [Fact]
    public void Types_notes_and_links_arrive()
    {
        Assert.Equal("System.String", Value((PSObject)Items("inputTypes", "inputType")[0].Properties["type"].Value, "name").Trim());
        Assert.Equal(["System.String", "System.Int32[]"], Items("returnValues", "returnValue").Select(type => Value((PSObject)type.Properties["type"].Value, "name").Trim()));
        Assert.Equal(["Nothing is read."], Texts((PSObject)_help.Properties["alertSet"].Value, "alert"));
        var links = Items("relatedLinks", "navigationLink");
        Assert.Equal(["Online version:", "Remove-Specimen", "The site"], links.Select(link => Value(link, "linkText")));
        Assert.Equal(["https://example.org/specimen", "", "https://example.org/site"], links.Select(link => Value(link, "uri")));
    }

    [Fact]
    public void A_cmdlet_that_acts_documents_WhatIf_and_Confirm_by_itself()
    {
        Assert.Contains("Says what would happen and does nothing.", _folder.Maml, StringComparison.Ordinal);
        Assert.Contains("Asks before anything is done.", _folder.Maml, StringComparison.Ordinal);
    }

    private string Value(string property) => Value(_help, property);

    private static string Value(PSObject owner, string property) => owner.Properties[property].Value.ToString()!;

    private IEnumerable<string> Texts(string property) => Texts(_help, property);

    private static IEnumerable<string> Texts(PSObject owner, string property) =>
        LanguagePrimitives.GetEnumerable(owner.Properties[property].Value).Cast<object>().Select(paragraph => Value(PSObject.AsPSObject(paragraph), "Text").TrimEnd());

    private List<PSObject> Items(string list, string item) => Items((PSObject)_help.Properties[list].Value, item);

    private static List<PSObject> Items(PSObject owner, string item) =>
        LanguagePrimitives.GetEnumerable(owner.Properties[item].Value) is { } items
            ? items.Cast<object>().Select(PSObject.AsPSObject).ToList()
            : [PSObject.AsPSObject(owner.Properties[item].Value)];
}
