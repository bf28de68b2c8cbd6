using MlSecPol.HelpBuilder.Cmdlets;

namespace MlSecPol.HelpBuilder.Pages;

/// <summary>What a page of a cmdlet must have; docs/en-US/README.md says it to writers.</summary>
internal static class CmdletPageRules
{
    /// <summary>Fewest examples of a page.</summary>
    public const int MinimumExamples = 2;

    /// <summary>The sections of a page, in order. The last two may be left out.</summary>
    private static readonly string[] Headings = ["Synopsis", "Description", "Examples", "Parameters", "Inputs", "Outputs", "Notes", "Related links"];
    private static readonly int Required = Headings.Length - 2;

    /// <summary>Compares a page with the rules and with the cmdlet.</summary>
    /// <param name="page">The page.</param>
    /// <param name="cmdlet">What the assembly declares.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Check(HelpPage page, CmdletMetadata cmdlet, List<Problem> problems)
    {
        void Report(int line, string message) => problems.Add(new Problem(page.File, line, message));

        if (page.Title != cmdlet.Name) Report(1, $"The title must be '{cmdlet.Name}'.");
        CheckSections(page, Report);
        CheckSynopsis(page.Section("Synopsis"), Report);
        CheckText(page.Section("Description"), Report);
        CheckExamples(page.Section("Examples"), Report);
        CheckParameters(page.Section("Parameters"), cmdlet, Report);
        CheckTypes(page.Section("Inputs"), Report);
        CheckTypes(page.Section("Outputs"), Report);
        CheckOutputs(page.Section("Outputs"), cmdlet, Report);
        if (page.Section("Related links") is { Links.Count: 0 } links) Report(links.Line, "The section 'Related links' has no link.");
    }

    private static void CheckSections(HelpPage page, Action<int, string> report)
    {
        var last = -1;
        foreach (var section in page.Sections)
        {
            var index = Array.IndexOf(Headings, section.Heading);
            if (index < 0) report(section.Line, $"The section '{section.Heading}' is unknown; sections are {string.Join(", ", Headings)}.");
            else if (index <= last) report(section.Line, $"The section '{section.Heading}' stands twice or in the wrong place; the order is {string.Join(", ", Headings)}.");
            last = Math.Max(last, index);
        }

        foreach (var heading in Headings.Take(Required).Where(heading => page.Section(heading) is null))
            report(1, $"The section '{heading}' is missing.");
    }

    private static void CheckSynopsis(HelpSection? section, Action<int, string> report)
    {
        if (section is not null && section.Blocks is not [Paragraph]) report(section.Line, "The synopsis must be one paragraph.");
    }

    private static void CheckText(HelpSection? section, Action<int, string> report)
    {
        if (section is { Blocks.Count: 0 }) report(section.Line, $"'{section.Heading}' has no text.");
    }

    private static void CheckExamples(HelpSection? section, Action<int, string> report)
    {
        if (section is null) return;
        if (section.Subsections.Count < MinimumExamples) report(section.Line, $"The page has {section.Subsections.Count} examples; it needs at least {MinimumExamples}.");
        foreach (var example in section.Subsections)
        {
            if (example.Blocks is not [Code { Language: "powershell" }, ..] || example.Blocks.OfType<Code>().Count(code => code.Language == "powershell") != 1)
                report(example.Line, $"The example '{example.Heading}' must begin with its code, fenced as powershell, and have no other.");
            if (!example.Blocks.OfType<Paragraph>().Any()) report(example.Line, $"The example '{example.Heading}' has no remark.");
        }
    }

    private static void CheckParameters(HelpSection? section, CmdletMetadata cmdlet, Action<int, string> report)
    {
        if (section is null) return;
        HashSet<string> documented = new(StringComparer.Ordinal);
        foreach (var parameter in section.Subsections)
        {
            if (!parameter.Heading.StartsWith('-') || cmdlet.Parameters.All(known => known.Name != parameter.Heading[1..]))
                report(parameter.Line, $"{cmdlet.Name} has no parameter '{parameter.Heading}'.");
            if (!documented.Add(parameter.Heading)) report(parameter.Line, $"The parameter '{parameter.Heading}' is documented twice.");
            CheckText(parameter, report);
        }

        foreach (var missing in cmdlet.Parameters.Where(known => !documented.Contains("-" + known.Name)))
            report(section.Line, $"The parameter '-{missing.Name}' is not documented.");
    }

    private static void CheckTypes(HelpSection? section, Action<int, string> report)
    {
        if (section is null) return;
        if (section.Subsections.Count == 0) report(section.Line, $"The section '{section.Heading}' needs a heading for each type, or 'None'.");
        foreach (var type in section.Subsections) CheckText(type, report);
    }

    private static void CheckOutputs(HelpSection? section, CmdletMetadata cmdlet, Action<int, string> report)
    {
        if (section is null) return;
        foreach (var missing in cmdlet.OutputTypes.Where(type => section.Subsections.All(documented => documented.Heading != type)))
            report(section.Line, $"The output type '{missing}' is not documented.");
        foreach (var documented in section.Subsections.Where(type => type.Heading != "None" && !cmdlet.OutputTypes.Contains(type.Heading, StringComparer.Ordinal)))
            report(documented.Line, $"{cmdlet.Name} does not declare the output type '{documented.Heading}'.");
    }
}
