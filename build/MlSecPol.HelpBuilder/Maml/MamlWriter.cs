using System.Globalization;
using System.Xml.Linq;
using MlSecPol.HelpBuilder.Cmdlets;
using MlSecPol.HelpBuilder.Pages;

namespace MlSecPol.HelpBuilder.Maml;

/// <summary>Writes the XML that Get-Help reads, from checked pages.</summary>
internal sealed class MamlWriter
{
    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly ParameterMetadata[] ShouldProcess = [Switch("WhatIf", "wi"), Switch("Confirm", "cf")];
    private static readonly Dictionary<string, string> ShouldProcessTexts = new(StringComparer.Ordinal)
    {
        ["WhatIf"] = "Says what would happen and does nothing.",
        ["Confirm"] = "Asks before anything is done.",
    };

    private readonly XElement _items = new(Root + "helpItems", new XAttribute("schema", "maml"));

    /// <summary>Adds the help of a cmdlet.</summary>
    /// <param name="page">Its page, free of problems.</param>
    /// <param name="cmdlet">What the assembly declares.</param>
    public void Add(HelpPage page, CmdletMetadata cmdlet)
    {
        var parameters = cmdlet.SupportsShouldProcess ? [.. cmdlet.Parameters, .. ShouldProcess] : cmdlet.Parameters;
        _items.Add(new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Name),
                new XElement(Command + "verb", cmdlet.Verb),
                new XElement(Command + "noun", cmdlet.Noun),
                Text("description", page.Section("Synopsis"))),
            Text("description", page.Section("Description")),
            new XElement(Command + "syntax", cmdlet.Sets.Select(set => SyntaxItem(cmdlet.Name, set, parameters))),
            new XElement(Command + "parameters", parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => Parameter(parameter, page))),
            Types("inputTypes", "inputType", page.Section("Inputs")!),
            Types("returnValues", "returnValue", page.Section("Outputs")!),
            page.Section("Notes") is { } notes ? new XElement(Maml + "alertSet", Text("alert", notes)) : null,
            new XElement(Command + "examples", page.Section("Examples")!.Subsections.Select(Example)),
            new XElement(Command + "relatedLinks", Links(cmdlet, page.Section("Related links")).Select(Link))));
    }

    /// <inheritdoc/>
    public override string ToString() => "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + _items.ToString().ReplaceLineEndings("\n") + "\n";

    private static XElement SyntaxItem(string name, string set, IEnumerable<ParameterMetadata> parameters) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", name),
        parameters
            .Select(parameter => (Parameter: parameter, Use: parameter.In(set)))
            .Where(entry => entry.Use is not null)
            .OrderBy(entry => entry.Use!.Position ?? int.MaxValue)
            .ThenBy(entry => entry.Use!.Mandatory ? 0 : 1)
            .Select(entry => new XElement(
                Command + "parameter",
                Attributes(entry.Parameter, entry.Use!.Mandatory, entry.Use.Position, entry.Use.PipelineInput),
                new XElement(Maml + "name", entry.Parameter.Name),
                entry.Parameter.Values.Count == 0 ? null : new XElement(Command + "parameterValueGroup", entry.Parameter.Values.Select(value => Value(value, required: false))),
                entry.Parameter.IsSwitch || entry.Parameter.Values.Count > 0 ? null : Value(entry.Parameter.ShortTypeName, required: true))));

    private static XElement Parameter(ParameterMetadata parameter, HelpPage page)
    {
        var uses = parameter.Uses.Values;
        var positions = uses.Select(use => use.Position).Where(position => position is not null).ToList();
        ParameterUse widest = new(
            uses.All(use => use.Mandatory),
            positions.Count == 0 ? null : positions.Min(),
            uses.Any(use => use.ByValue),
            uses.Any(use => use.ByPropertyName));
        var description = page.Section("Parameters")!.Subsections.FirstOrDefault(section => section.Heading == "-" + parameter.Name) is { } section
            ? Text("description", section)
            : new XElement(Maml + "description", Paragraph(ShouldProcessTexts[parameter.Name]));
        if (parameter.Values.Count > 0) description.Add(Paragraph($"Accepted values: {string.Join(", ", parameter.Values)}"));
        return new XElement(
            Command + "parameter",
            Attributes(parameter, widest.Mandatory, widest.Position, widest.PipelineInput),
            new XElement(Maml + "name", parameter.Name),
            description,
            Value(parameter.ShortTypeName, required: !parameter.IsSwitch),
            Type(parameter.TypeName),
            new XElement(Dev + "defaultValue", parameter.Default ?? (parameter.IsSwitch ? "False" : "None")));
    }

    private static XAttribute[] Attributes(ParameterMetadata parameter, bool mandatory, int? position, string pipelineInput) =>
    [
        new("required", mandatory),
        new("variableLength", parameter.IsArray),
        new("globbing", parameter.Wildcards),
        new("pipelineInput", pipelineInput),
        new("position", position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
    ];

    private static XElement Value(string text, bool required) =>
        new(Command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", false), text);

    private static XElement Types(string list, string entry, HelpSection section) => new(
        Command + list,
        section.Subsections.Select(type => new XElement(Command + entry, Type(type.Heading), Text("description", type))));

    private static XElement Type(string name) => new(Dev + "type", new XElement(Maml + "name", name), new XElement(Maml + "uri"));

    private static XElement Example(HelpSection example, int index)
    {
        var code = (Code)example.Blocks[0];
        return new XElement(
            Command + "example",
            new XElement(Maml + "title", string.Create(CultureInfo.InvariantCulture, $"---- Example {index + 1}: {example.Heading} ----")),
            new XElement(Dev + "code", string.Join('\n', code.Lines)),
            // The empty paragraph at the end keeps examples apart on the screen.
            new XElement(Dev + "remarks", example.Blocks.Skip(1).SelectMany(PlainText.Of).Append(string.Empty).Select(Paragraph)));
    }

    private static IEnumerable<HelpLink> Links(CmdletMetadata cmdlet, HelpSection? section)
    {
        // Get-Help -Online opens the first link that has an address.
        if (cmdlet.HelpUri is { } address) yield return new HelpLink("Online version:", address);
        foreach (var link in section?.Links ?? []) yield return link;
    }

    private static XElement Link(HelpLink link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.IsWeb ? link.Address : string.Empty));

    private static XElement Text(string element, HelpSection? section) => new(Maml + element, section!.Blocks.SelectMany(PlainText.Of).Select(Paragraph));

    private static XElement Paragraph(string text) => new(Maml + "para", text);

    private static ParameterMetadata Switch(string name, string alias) => new()
    {
        Name = name,
        TypeName = "System.Management.Automation.SwitchParameter",
        ShortTypeName = "SwitchParameter",
        IsSwitch = true,
        Aliases = [alias],
        Uses = new Dictionary<string, ParameterUse>(StringComparer.Ordinal) { [ParameterMetadata.AllSets] = new(Mandatory: false, Position: null, ByValue: false, ByPropertyName: false) },
    };
}
