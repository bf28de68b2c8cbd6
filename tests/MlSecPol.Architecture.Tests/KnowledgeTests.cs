using System.Text.RegularExpressions;
using Xunit;

namespace MlSecPol.Architecture.Tests;

/// <summary>The direction of knowledge: who may name whom.</summary>
public partial class KnowledgeTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Policy"] = [],
        ["Artifacts"] = [],
        ["Checks"] = ["Policy"],
        ["Models"] = ["Policy", "Artifacts", "Checks"],
        ["Datasets"] = ["Policy", "Artifacts", "Checks"],
        ["Reports"] = ["Policy", "Checks"],
    };

    [Fact]
    public void Folders_of_the_engine_name_only_what_they_stand_on()
    {
        var wrong =
            from source in House.Sources("src/MlSecPol.Engine")
            let room = source.Path.Split('/')[2]
            where Allowed.ContainsKey(room)
            from Match match in EngineRoom().Matches(source.Text)
            let named = match.Groups["room"].Value
            where named != room && Allowed.ContainsKey(named) && !Allowed[room].Contains(named)
            select $"{source.Path} names {named}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_of_the_engine_is_a_room_of_the_plan()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(House.Root, "src/MlSecPol.Engine")).Select(Path.GetFileName).Except(["bin", "obj"]);
        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Assemblies_reference_only_leftwards()
    {
        using var context = House.Metadata(out var cmdlets, out var engine, out var vocabulary);
        Assert.DoesNotContain(vocabulary.GetReferencedAssemblies(), r => !r.Name!.StartsWith("System", StringComparison.Ordinal));
        Assert.DoesNotContain(engine.GetReferencedAssemblies(), r => r.Name is "System.Management.Automation" or "MlSecPol.Cmdlets");
        Assert.Contains(cmdlets.GetReferencedAssemblies(), r => r.Name == "MlSecPol.Engine");
    }

    [Fact]
    public void The_vocabulary_has_no_package()
    {
        var project = File.ReadAllText(Path.Combine(House.Root, "src/MlSecPol/MlSecPol.csproj"));
        Assert.DoesNotContain("PackageReference", project, StringComparison.Ordinal);
    }

    [Fact]
    public void Namespaces_follow_folders()
    {
        var wrong =
            from source in House.Sources("src")
            let declared = Namespace().Match(source.Text).Groups["name"].Value
            let expected = Path.GetDirectoryName(source.Path)!.Replace('\\', '/')["src/".Length..].Replace('/', '.')
            where declared.Length > 0 && declared != expected
            select $"{source.Path} declares {declared}";
        Assert.Empty(wrong);
    }

    [GeneratedRegex(@"MlSecPol\.Engine\.(?<room>[A-Z]\w+)|(?:using|new|typeof\()\s+(?<room>Policy|Artifacts|Checks|Models|Datasets|Reports)\.", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex EngineRoom();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Namespace();
}
