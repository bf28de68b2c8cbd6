using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace MlSecPol.Architecture.Tests;

/// <summary>What architecture and style say of the cmdlets' assembly.</summary>
public partial class CmdletRuleTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_public_type_shows_an_engine_or_third_party_type()
    {
        using var context = House.Metadata(out var cmdlets, out _, out _);
        var wrong =
            from type in cmdlets.GetTypes()
            where type.IsPublic
            from shown in Shown(type)
            where IsForeign(shown)
            select $"{type.Name} shows {shown}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_manifest_exports_exactly_the_cmdlets_and_nothing_else()
    {
        using var context = House.Metadata(out var cmdlets, out _, out _);
        var declared = cmdlets.GetTypes().Select(CmdletName).OfType<string>().Order(StringComparer.Ordinal).ToArray();
        var manifest = File.ReadAllText(Path.Combine(House.Staged, "MlSecPol.psd1"));
        var block = CmdletsToExport().Match(manifest).Groups["list"].Value;
        Assert.Equal(declared, Quoted().Matches(block).Select(m => m.Groups["name"].Value).Order(StringComparer.Ordinal));
        Assert.DoesNotContain('*', CmdletsToExport().Match(manifest).Value);
    }

    [Fact]
    public void Cmdlets_are_sealed_declare_their_output_and_are_named_for_verb_and_noun()
    {
        using var context = House.Metadata(out var cmdlets, out _, out _);
        foreach (var type in cmdlets.GetTypes().Where(t => CmdletName(t) is not null))
        {
            Assert.True(type.IsSealed, type.Name);
            Assert.Contains(type.CustomAttributes, a => a.AttributeType.Name == "OutputTypeAttribute");
            Assert.Equal($"{CmdletName(type)!.Replace("-", string.Empty, StringComparison.Ordinal)}Command", type.Name);
        }
    }

    [Fact]
    public void A_cmdlet_file_has_at_most_150_lines_and_decides_nothing()
    {
        foreach (var (path, text) in House.Sources("src/MlSecPol.Cmdlets"))
        {
            Assert.True(text.Split('\n').Length <= 151, $"{path} is too long");
            Assert.DoesNotContain("System.Net.Http", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Json", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Data.Sqlite", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Error_records_are_made_in_one_file_with_real_categories()
    {
        var makers = House.Sources("src/MlSecPol.Cmdlets").Where(s => NewErrorRecord().IsMatch(s.Text)).Select(s => s.Path);
        Assert.Equal(["src/MlSecPol.Cmdlets/ErrorRecords.cs"], makers);
        Assert.DoesNotContain(House.Sources("src"), s => s.Text.Contains("ErrorCategory.NotSpecified", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_error_id_is_in_the_about_topic()
    {
        var topic = File.ReadAllText(Path.Combine(House.Root, "docs/en-US/about_MlSecPol_ExitCodes.md"));
        var ids = House.Sources("src").SelectMany(s => ErrorId().Matches(s.Text)).Select(m => m.Groups["id"].Value).Distinct(StringComparer.Ordinal);
        Assert.Equal([], ids.Where(id => !topic.Contains(id, StringComparison.Ordinal)));
    }

    private static string? CmdletName(Type type)
    {
        var attribute = type.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == "CmdletAttribute");
        return attribute is null ? null : $"{attribute.ConstructorArguments[0].Value}-{attribute.ConstructorArguments[1].Value}";
    }

    private static IEnumerable<Type> Shown(Type type)
    {
        IEnumerable<Type> direct =
        [
            .. type.BaseType is null ? [] : new[] { type.BaseType },
            .. type.GetInterfaces(),
            .. type.GetFields(Everything).Select(f => f.FieldType),
            .. type.GetProperties(Everything).Select(p => p.PropertyType),
            .. type.GetMethods(Everything).Where(m => !m.Name.Contains('<', StringComparison.Ordinal)).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)),
            .. type.GetConstructors(Everything).SelectMany(c => c.GetParameters().Select(p => p.ParameterType)),
            .. type.CustomAttributes.Select(a => a.AttributeType),
        ];
        return direct.SelectMany(t => t.IsGenericType ? t.GetGenericArguments().Prepend(t) : [t]);
    }

    private static bool IsForeign(Type type) => type.Assembly.GetName().Name is { } name
        && name is not ("MlSecPol" or "MlSecPol.Cmdlets" or "System.Management.Automation" or "netstandard" or "mscorlib")
        && !name.StartsWith("System.", StringComparison.Ordinal);

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\((?<list>[^)]*)\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex CmdletsToExport();

    [GeneratedRegex(@"'(?<name>[\w-]+)'", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"new ErrorRecord\(|ErrorRecord \w+\([^)]*\) =>\s*new\(", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex NewErrorRecord();

    [GeneratedRegex("\"(?<id>MlSecPol\\.(Path|Check|Settings|Result|Assert|Audit|Policy|Applicability|Report|Bom)\\.[A-Z][A-Za-z]+)\"", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ErrorId();
}
