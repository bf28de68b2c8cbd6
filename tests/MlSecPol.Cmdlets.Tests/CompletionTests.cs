using System.Management.Automation;
using Xunit;

namespace MlSecPol.Cmdlets.Tests;

public class CompletionTests
{
    [Theory]
    [InlineData("Get-MlSecPolControl -Id MS", "MS4")]
    [InlineData("Get-MlSecPolControl -Id *S4", "DS4")]
    [InlineData("Get-MlSecPolControl -Pillar D", "DS")]
    [InlineData("Get-MlSecPolControl -Pillar 'Data S", "'Data Security'")]
    [InlineData("Get-MlSecPolControl -Technique Enc", "Encryption")]
    [InlineData("Get-MlSecPolControl -Framework *27001", "'ISO/IEC 27001:2022 Annex A'")]
    [InlineData("Get-MlSecPolControl -Goal DS-", "DS-G1")]
    [InlineData("Get-MlSecPolControl -Stage D", "DC")]
    [InlineData("Get-MlSecPolControl -CheckType A", "Automatic")]
    [InlineData("Get-MlSecPolCheck -Id MS4.U", "MS4.UnsafeDeserialization")]
    [InlineData("Invoke-MlModelAudit -CheckId MS4.", "MS4.HeaderBounds")]
    [InlineData("Find-MlSensitiveData x -Kind pl-p", "pl-pesel")]
    [InlineData("Find-MlSensitiveData x -Kind github", "github-token")]
    [InlineData("Find-MlSensitiveData x -Locale P", "PL")]
    [InlineData("Test-MlDataset -Status F", "Fail")]
    [InlineData("Assert-MlSecPolResult -FailOn C", "Critical")]
    [InlineData("Measure-MlSecPolResult -By S", "Severity")]
    [InlineData("Export-MlSecPolReport x -Format S", "Sarif")]
    public void Values_are_completed_with_tooltips(string text, string expected)
    {
        using var session = new ModuleSession();
        using var shell = session.NewShell(string.Empty);
        shell.Commands.Clear();
        var matches = CommandCompletion.CompleteInput(text, text.Length, null, shell).CompletionMatches;
        var match = Assert.Single(matches, m => m.CompletionText == expected);
        Assert.NotEmpty(match.ToolTip);
    }

    [Fact]
    public void Something_unknown_completes_to_nothing_and_is_no_error()
    {
        using var session = new ModuleSession();
        using var shell = session.NewShell(string.Empty);
        shell.Commands.Clear();
        const string Text = "Get-MlSecPolControl -Pillar [zz";
        Assert.DoesNotContain(CommandCompletion.CompleteInput(Text, Text.Length, null, shell).CompletionMatches, m => m.ResultType == CompletionResultType.ParameterValue);
        Assert.Empty(shell.Streams.Error);
    }
}
