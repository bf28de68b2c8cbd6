using System.Text.Json;
using MlSecPol.Engine.Models.Templates;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Templates;

public class TemplateParserTests
{
    /// <summary>Templates of our own making with the answer of the language's reference implementation (Jinja 3.1.6, extensions loopcontrols, do, debug and a block named generation): does it parse?</summary>
    private static readonly string Recorded = RepositoryFiles.PathOf("tests", "MlSecPol.Engine.Tests", "Models", "Templates", "recorded-parses.json");

    [Fact]
    public void What_the_reference_parses_is_parsed_and_what_it_refuses_is_refused()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Environment.GetEnvironmentVariable("MLSECPOL_TEMPLATE_CASES") ?? Recorded));
        var different = new List<string>();
        var count = 0;
        foreach (var recorded in cases.RootElement.EnumerateArray())
        {
            count++;
            var template = recorded.GetProperty("template").GetString()!;
            var parsed = TemplateParser.Parse(template, 10_000);
            if (parsed.Break is null != recorded.GetProperty("parses").GetBoolean()) different.Add($"{template}\n    -> {parsed.Break?.Message ?? "parsed"}");
        }

        Assert.True(count >= 1000);
        Assert.True(different.Count == 0, $"{different.Count} of {count}:\n{string.Join('\n', different.Take(25))}");
    }
}
