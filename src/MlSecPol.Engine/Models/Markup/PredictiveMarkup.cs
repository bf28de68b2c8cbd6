using System.Xml;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Configuration;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Markup;

/// <summary>Judges what PMML has beside numbers: extensions of vendors, names of functions, places of tables and schemas.</summary>
internal sealed class PredictiveMarkup(string? member, FactsBuilder facts)
{
    private const int MostHazards = 50;

    private static readonly string[] KnownHosts = ["www.dmg.org", "dmg.org", "www.w3.org", "jpmml.org", "www.jpmml.org"];

    // Ways in which text in markup becomes a program.
    private static readonly string[] Scripts = ["<script", "javascript:", "vbscript:", "getRuntime(", "Runtime.exec", "ProcessBuilder", "ScriptEngine", "/bin/sh", "/bin/bash", "cmd.exe", "powershell", "eval(", "exec(", "T(java.lang", "${jndi:"];
    private static readonly string[] Schemes = ["ldap://", "ldaps://", "rmi://", "iiop://", "jdbc:", "file://", "http://", "https://", "ftp://", "jar:", "\\\\"];

    private int _extension = -1;
    private int _hazards;

    internal void Take(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                if (_extension >= 0 && reader.Depth <= _extension) _extension = -1;
                if (_extension >= 0 && reader.LocalName.Equals("script", StringComparison.OrdinalIgnoreCase)) Add(HazardEffect.ExecuteLater, "extension", "script", "An extension holds a script, which tools that know the extension run.", reader);
                if (reader.LocalName == "Extension" && _extension < 0) _extension = reader.Depth;
                Attributes(reader);
                break;
            case XmlNodeType.EndElement:
                if (reader.Depth == _extension) _extension = -1;
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA when _extension >= 0 && reader.Value.Length > 4:
                Text(reader.Value, "extension", reader);
                break;
            default:
                break;
        }
    }

    private void Attributes(XmlReader reader)
    {
        var element = reader.LocalName;
        var hasMore = reader.MoveToFirstAttribute();
        while (hasMore)
        {
            var (name, value) = (reader.LocalName, reader.Value);
            if (name == "schemaLocation") Schema(value, reader);
            else if (_extension >= 0 || element is "TableLocator") Text(value, element, reader);
            else if (name is "function" or "name" or "class" && Array.Exists(XmlMarkupReader.JavaGadgets, g => value.Contains(g, StringComparison.Ordinal)))
                Add(HazardEffect.ExecuteLater, "function", ShortText.Of(value), $"A function '{ShortText.Of(value)}' is a class of Java by which programs or scripts are run.", reader);
            else if (value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || value.Contains("${jndi:", StringComparison.OrdinalIgnoreCase))
                Add(HazardEffect.ExecuteLater, "text", ShortText.Of(value), $"The attribute '{name}' holds a script or a look-up where a text is due.", reader);
            hasMore = reader.MoveToNextAttribute();
        }

        reader.MoveToElement();
    }

    private void Text(string value, string place, XmlReader reader)
    {
        if (Array.Find(Scripts, s => value.Contains(s, StringComparison.OrdinalIgnoreCase)) is { } script)
            Add(HazardEffect.ExecuteLater, "extension", script, $"An extension holds '{script}', by which tools that know the extension run a program or script.", reader, value);
        else if (TextValueJudge.Program(value, facts.Token) is { } program)
            Add(HazardEffect.ExecuteLater, "extension", program.Subject, $"A text of '{place}' {program.Detail}.", reader, value);
        else if (Array.Find(Schemes, s => value.StartsWith(s, StringComparison.OrdinalIgnoreCase)) is { } scheme && !(scheme.StartsWith("http", StringComparison.Ordinal) && IsKnown(value)))
            Add(scheme is "http://" or "https://" ? HazardEffect.Note : HazardEffect.Network, "location", ShortText.Of(value), $"'{place}' names '{ShortText.Of(value)}', to which tools that know it connect.", reader, value);
    }

    /// <summary>Pairs of names and places of schemas; a validating reader fetches the places.</summary>
    private void Schema(string value, XmlReader reader)
    {
        var parts = value.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 1; i < parts.Length; i += 2)
        {
            if (LocationJudge.LeavesFolder(parts[i]) && !IsKnown(parts[i])) Add(HazardEffect.Network, "schema", ShortText.Of(parts[i]), $"The schema is to be fetched from '{ShortText.Of(parts[i])}', which is not where schemas of PMML are published.", reader);
        }
    }

    private static bool IsKnown(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && KnownHosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase);

    private void Add(HazardEffect effect, string rule, string subject, string detail, XmlReader reader, string? evidence = null)
    {
        if (_hazards++ >= MostHazards) return;
        facts.Examine(ModelAspect.Markup);
        facts.Add(new ModelHazard(ModelAspect.Markup, effect, "pmml:" + rule, subject, detail, member, null, $"line {(reader as IXmlLineInfo)?.LineNumber ?? 0}", evidence is null ? null : ShortText.Of(evidence)));
    }
}
