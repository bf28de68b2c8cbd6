using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Templates;

/// <summary>What is large, deep or broken ends in a gap, keeps what was found, and takes no time or stack that matters.</summary>
public class TemplateLimitTests
{
    public static TheoryData<string, string> Large => new()
    {
        { "brackets", "{{ " + new string('(', 200_000) },
        { "balanced brackets", "{{ " + new string('(', 5_000) + "1" + new string(')', 5_000) + " }}" },
        { "lists", "{{ " + new string('[', 100_000) + " }}" },
        { "attributes", "{{ a" + string.Concat(Enumerable.Repeat(".b", 9_000)) + " }}" },
        { "filters", "{{ a" + string.Concat(Enumerable.Repeat("|trim", 9_000)) + " }}" },
        { "subscripts", "{{ a" + string.Concat(Enumerable.Repeat("[0]", 4_500)) + " }}" },
        { "signs", "{{ " + new string('-', 100_000) + "1 }}" },
        { "negations", "{{ " + string.Concat(Enumerable.Repeat("not ", 100_000)) + "1 }}" },
        { "statements inside each other", string.Concat(Enumerable.Repeat("{% if a %}", 5_000)) },
        { "loops inside each other", string.Concat(Enumerable.Repeat("{% for a in b %}", 95)) + "{{ a }}" + string.Concat(Enumerable.Repeat("{% endfor %}", 96)) },
        { "too many nodes", string.Concat(Enumerable.Repeat("{{ a + 1 }}", 20_000)) },
        { "raw blocks that do not end", string.Concat(Enumerable.Repeat("{% raw %}", 50_000)) },
        { "comments that do not end", string.Concat(Enumerable.Repeat("{# ", 100_000)) },
        { "a string that does not end", "{{ '" + new string('x', 500_000) },
        { "more bytes than allowed", new string('x', (1 << 20) + 1) },
        { "inline choices", "{{ 1" + string.Concat(Enumerable.Repeat(" if 1 else 1", 50_000)) + " }}" },
    };

    [Theory]
    [MemberData(nameof(Large))]
    public void What_cannot_be_read_is_a_gap(string name, string template)
    {
        var facts = Read("{{ ''.__class__ }}" + template);
        Assert.True(facts.Gaps.Any(g => g.IsError), name);
        if (template.Length < 1 << 20) Assert.Contains(facts.Hazards, h => h.Rule == "template:inner-attribute");
    }

    public static TheoryData<string> Growing => new(
        "{% set a = 'ab' %}" + string.Concat(Enumerable.Repeat("{% set a = a ~ a %}", 500)) + "{{ ''[a] }}",
        "{% set ns = namespace(a='x') %}" + string.Concat(Enumerable.Repeat("{% for i in range(9) %}", 40)) + "{% set ns.a = ns.a ~ 'y' %}" + string.Concat(Enumerable.Repeat("{% endfor %}", 40)) + "{{ ''[ns.a] }}",
        "{% set a = [1] %}" + string.Concat(Enumerable.Repeat("{% set a = [a, a] %}", 500)) + "{{ ''[a|join] }}",
        string.Concat(Enumerable.Range(0, 300).Select(i => $"{{% macro m{i}(x='{i}') %}}{{{{ m{i + 1}(x ~ 'z') }}}}{{% endmacro %}}")) + "{{ ''[m0('__class__')] }}",
        "{% set a = " + string.Join(" ~ ", Enumerable.Range(0, 500).Select(i => $"('{i}' if x else 'y')")) + " %}{{ ''[a|lower] }}",
        "{{ ''[" + string.Concat(Enumerable.Repeat("'x' * 1000 ~ ", 500)) + "'y'] }}");

    [Theory]
    [MemberData(nameof(Growing))]
    public void Values_that_grow_without_end_are_widened(string template) => Assert.Empty(Read(template).Gaps);

    [Theory]
    [InlineData("{% if a %}")]
    [InlineData("{{ a | }}")]
    [InlineData("{% unknown %}")]
    [InlineData("{% trans %}a{% endtrans %}")]
    [InlineData("{{ 'a }}")]
    [InlineData("{{ a b }}")]
    public void What_breaks_the_language_is_an_error_and_no_pass(string template) =>
        Assert.Contains(Read(template).Gaps, g => g.Kind == CoverageGapKind.Malformed && g.Reason.Contains("line 1", StringComparison.Ordinal));

    private static ModelFacts Read(string template) => Samples.Read(Encoding.UTF8.GetBytes(template), "chat_template.jinja", new ArtifactLimits());
}
