using System.Text.RegularExpressions;
using Xunit;

namespace MlSecPol.Tests;

/// <summary>Every command, file and cmdlet in the code blocks of the README exists, and the two commands for a newcomer are the ones that CI runs.</summary>
public sealed partial class ReadMeTests
{
    // Cmdlets of PowerShell itself that the README may use beside those of the module.
    private static readonly string[] PowerShellCmdlets =
    [
        "ConvertFrom-Json", "ConvertTo-Json", "Export-Csv", "ForEach-Object", "Format-List", "Format-Table", "Get-ChildItem", "Get-Command", "Get-Help", "Group-Object",
        "Import-Csv", "Import-Module", "Install-PSResource", "Measure-Object", "Select-Object", "Sort-Object", "Where-Object",
    ];

    private static readonly string ReadMe = File.ReadAllText(RepositoryFiles.PathOf("README.md"));

    private static IEnumerable<string> Code
    {
        get
        {
            var isCode = false;
            foreach (var line in ReadMe.ReplaceLineEndings("\n").Split('\n'))
            {
                if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
                else if (isCode) yield return line;
            }
        }
    }

    [Theory]
    [InlineData("dotnet run --project src/MlSecPol.Host -- -File samples/audit.ps1")]
    [InlineData("dotnet test MlSecPol.Cmdlets.sln")]
    public void The_commands_for_a_newcomer_are_those_of_ci(string command)
    {
        Assert.Contains(Code, line => line.Trim().StartsWith(command, StringComparison.Ordinal));
        Assert.Contains(command, File.ReadAllText(RepositoryFiles.PathOf(".ci", "run")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cmdlet_in_the_code_exists()
    {
        var manifest = File.ReadAllText(RepositoryFiles.PathOf("module", "MlSecPol.psd1"));
        var used = Code.SelectMany(line => CmdletName().Matches(line).Select(m => m.Value)).Distinct(StringComparer.Ordinal).ToArray();
        Assert.Contains("Invoke-MlModelAudit", used);
        Assert.All(used, name => Assert.True(PowerShellCmdlets.Contains(name, StringComparer.Ordinal) || manifest.Contains($"'{name}'", StringComparison.Ordinal), $"{name} is no cmdlet."));
    }

    [Fact]
    public void Every_file_in_the_code_exists()
    {
        var paths = Code.SelectMany(line => RepositoryPath().Matches(line).Select(m => m.Groups["path"].Value.TrimEnd('/', '.', '*'))).Distinct(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Path.Exists(RepositoryFiles.PathOf(path)), $"{path} is not in the repository."));
    }

    [Fact]
    public void Every_link_leads_somewhere()
    {
        var targets = Link().Matches(ReadMe).Select(m => m.Groups["target"].Value.Split('#')[0]).Where(t => t.Length > 0 && !t.Contains("://", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.True(Path.Exists(RepositoryFiles.PathOf(target)), $"{target} is not in the repository."));
    }

    [GeneratedRegex(@"\b[A-Z][a-z]+-[A-Z][A-Za-z]+\b", RegexOptions.NonBacktracking)]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"(^|[\s'""])(\./)?(?<path>(src|samples|docs|tests|module|build\.ps1|MlSecPol\.Cmdlets\.sln)(/[A-Za-z0-9_.*/-]+)?)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"\]\((?<target>[^) ]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
