using System.Text.RegularExpressions;
using MlSecPol.Engine.Artifacts;
using Xunit;

namespace MlSecPol.Engine.Tests.Checks;

/// <summary>The help topic on exit codes lists every error id of the source, and no other.</summary>
public sealed partial class ErrorTopicTests
{
    [Fact]
    public void The_topic_lists_every_error_id()
    {
        var root = RepositoryFiles.Root;
        var source = string.Concat(
            Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .Select(File.ReadAllText));
        Assert.Contains("MlSecPol.Artifact.{e.Kind}", source, StringComparison.Ordinal);
        Assert.Contains("MlSecPol.Settings.{what}", source, StringComparison.Ordinal);
        var raised = ErrorId().Matches(source).Select(match => match.Groups["id"].Value)
            .Concat(Enum.GetNames<ArtifactErrorKind>().Select(kind => $"MlSecPol.Artifact.{kind}"))
            .Concat(SettingsError().Matches(source).Select(match => $"MlSecPol.Settings.{match.Groups["id"].Value}"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        var topic = File.ReadAllText(Path.Combine(root, "docs", "en-US", "about_MlSecPol_ExitCodes.md"));
        Assert.Equal(raised, TopicRow().Matches(topic).Select(match => match.Groups["id"].Value));
    }

    [GeneratedRegex("""
        "(?<id>MlSecPol\.[A-Z][A-Za-z]+\.[A-Z][A-Za-z]+)"
        """, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ErrorId();

    [GeneratedRegex("""
        Wrong\("(?<id>[A-Z][A-Za-z]+)"
        """, RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SettingsError();

    [GeneratedRegex(@"^\| (?<id>MlSecPol\.[A-Za-z.]+) \|", RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TopicRow();
}
