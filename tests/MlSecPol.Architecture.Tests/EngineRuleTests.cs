using System.Reflection;
using Xunit;

namespace MlSecPol.Architecture.Tests;

/// <summary>What architecture says of the engine.</summary>
public class EngineRuleTests
{
    [Fact]
    public void There_is_no_mutable_static_state()
    {
        using var context = House.Metadata(out var cmdlets, out var engine, out var vocabulary);
        var wrong =
            from assembly in new[] { cmdlets, engine, vocabulary }
            from type in assembly.GetTypes()
            where !type.Name.Contains('<', StringComparison.Ordinal) && type.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) != true
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where !field.IsInitOnly && !field.IsLiteral && !field.Name.Contains('<', StringComparison.Ordinal)
            select $"{type.FullName}.{field.Name}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void One_check_is_one_file_named_after_its_id()
    {
        foreach (var (path, text) in House.Sources("src/MlSecPol.Engine").Where(s => s.Text.Contains("[Check(\"", StringComparison.Ordinal)))
        {
            var start = text.IndexOf("[Check(\"", StringComparison.Ordinal) + "[Check(\"".Length;
            var id = text[start..text.IndexOf('"', start)];
            Assert.Equal($"{id}.cs", Path.GetFileName(path));
            Assert.Equal(text.LastIndexOf("[Check(\"", StringComparison.Ordinal), start - "[Check(\"".Length);
            Assert.True(new[] { ' ', '(' }.Any(next => text.Contains($"sealed class {id.Split('.')[1]}{next}", StringComparison.Ordinal)), $"{path} holds no class of that name");
        }
    }

    [Fact]
    public void Nothing_read_is_ever_deserialised_into_types_or_loaded()
    {
        string[] forbidden =
        [
            "BinaryFormatter", "TypeNameHandling", "JsonConvert.DeserializeObject", "Assembly.Load", "Type.GetType(", "Process.Start", "AppDomain", "CSharpScript", "ProcessStartInfo",
        ];
        var wrong =
            from source in House.Sources("src/MlSecPol.Engine")
            from word in forbidden
            where source.Text.Contains(word, StringComparison.Ordinal)
            select $"{source.Path}: {word}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Matching_is_linear_in_the_input()
    {
        var wrong = House.Sources("src").Where(s =>
            (s.Text.Contains("new Regex(", StringComparison.Ordinal) || s.Text.Contains("[GeneratedRegex(", StringComparison.Ordinal))
            && !s.Text.Contains("RegexOptions.NonBacktracking", StringComparison.Ordinal));
        Assert.Empty(wrong.Select(s => s.Path));
    }

    [Fact]
    public void Files_are_one_thing_each()
    {
        Assert.Empty(House.Sources("src").Where(s => s.Text.Split('\n').Length > 400).Select(s => s.Path));
        Assert.Empty(House.Sources("src").Where(s => s.Path.Contains("Util", StringComparison.Ordinal) || s.Path.Contains("Helper", StringComparison.Ordinal)).Select(s => s.Path));
    }

    [Fact]
    public void Nothing_is_left_unfinished()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:", "NotImplemented" + "Exception"];
        var wrong =
            from source in House.Sources("src").Concat(House.Sources("tests"))
            from mark in marks
            where source.Text.Contains(mark, StringComparison.Ordinal)
            select $"{source.Path}: {mark}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_pinned_package_has_its_reason_above_it()
    {
        var lines = File.ReadAllLines(Path.Combine(House.Root, "Directory.Packages.props"));
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].Contains("<PackageVersion", StringComparison.Ordinal)) continue;
            var above = i;
            while (lines[above].Contains("<PackageVersion", StringComparison.Ordinal)) above--;
            Assert.Contains("<!--", lines[above], StringComparison.Ordinal);
        }
    }
}
