using System.Management.Automation;
using Xunit;

namespace MlSecPol.Cmdlets.Tests;

public sealed class ReportCommandTests : IDisposable
{
    private const string Results = "Invoke-MlModelAudit samples/models, samples/hostile -Recurse -ErrorAction SilentlyContinue";

    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("audit.json", "{")]
    [InlineData("audit.csv", "Status,")]
    [InlineData("audit.md", "# MlSecPol")]
    [InlineData("audit.xml", "<?xml")]
    [InlineData("audit.sarif", "{")]
    public void The_extension_tells_the_format(string name, string start)
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"{Results} | Export-MlSecPolReport '{Place(name)}'");
        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Output);
        Assert.StartsWith(start, File.ReadAllText(Place(name)), StringComparison.Ordinal);
        Assert.DoesNotContain('\e', File.ReadAllText(Place(name)));
    }

    [Fact]
    public void Results_come_back_equal_and_many_files_are_one_stream()
    {
        using var session = new ModuleSession();
        var outcome = session.Run(
            $"$live = {Results}; $live | Export-MlSecPolReport '{Place("a.json")}'; Test-MlDataset samples/datasets -Recurse -CheckId DS4.*, DS5.* | Export-MlSecPolReport '{Place("b.json")}'; "
            + $"$live; Import-MlSecPolResult '{Place("a.json")}'");
        Assert.Empty(outcome.Errors);
        var half = outcome.Results.Count / 2;
        Assert.NotEqual(0, half);
        Assert.Equal(outcome.Results.Take(half).Select(Whole), outcome.Results.Skip(half).Select(Whole));
        var merged = session.Run($"Import-MlSecPolResult '{Place("*.json")}' | Measure-MlSecPolResult").Output.Select(o => ((ResultSummary)o.BaseObject).ControlId);
        Assert.Equal(["DS4", "DS5", "MS4"], merged);
    }

    [Fact]
    public void Deserialized_results_are_exported_whole()
    {
        using var session = new ModuleSession();
        var outcome = session.Run(
            $"$live = {Results}; $back = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($live, 6)); "
            + $"$live | Export-MlSecPolReport '{Place("a.json")}'; $back | Export-MlSecPolReport '{Place("b.json")}'; Import-MlSecPolResult '{Place("a.json")}'; Import-MlSecPolResult '{Place("b.json")}'");
        Assert.Empty(outcome.Errors);
        var half = outcome.Results.Count / 2;
        Assert.Contains(outcome.Results.Skip(half), r => r.Findings.Any(f => f.Advisories.Count > 0 && f.Gain is not null));
        Assert.Contains(outcome.Results, r => r.Imports.Count > 0 && r.Facts is { Programs.Count: > 0 });
        Assert.Equal(outcome.Results.Take(half).Select(Whole), outcome.Results.Skip(half).Select(Whole));
    }

    [Fact]
    public void A_format_can_be_given_and_a_name_that_tells_none_is_one_error()
    {
        using var session = new ModuleSession();
        var error = Assert.Single(session.Run($"{Results} | Export-MlSecPolReport '{Place("audit.txt")}'").Errors);
        Assert.StartsWith("MlSecPol.Report.UnknownFormat,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Sarif", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Run($"{Results} | Export-MlSecPolReport '{Place("audit.txt")}' -Format Csv").Errors);
        Assert.StartsWith("Status,", File.ReadAllText(Place("audit.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_one_error_before_anything_is_audited()
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"{Results} | Export-MlSecPolReport '{Place("none/audit.json")}'");
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("MlSecPol.Report.FolderMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Empty(outcome.Information);
    }

    [Fact]
    public void WhatIf_writes_nothing_and_PassThru_goes_on()
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"Invoke-MlModelAudit samples/models/sensor-weights.npy | Export-MlSecPolReport '{Place("audit.json")}' -WhatIf -PassThru");
        Assert.Empty(outcome.Errors);
        Assert.NotEmpty(outcome.Results);
        Assert.False(File.Exists(Place("audit.json")));
    }

    [Fact]
    public void NoClobber_keeps_a_file()
    {
        File.WriteAllText(Place("audit.json"), "mine");
        using var session = new ModuleSession();
        var error = Assert.Single(session.Run($"{Results} | Export-MlSecPolReport '{Place("audit.json")}' -NoClobber").Errors);
        Assert.StartsWith("MlSecPol.Report.Exists,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ResourceExists, error.CategoryInfo.Category);
        Assert.Equal("mine", File.ReadAllText(Place("audit.json")));
    }

    [Fact]
    public void What_is_no_result_is_an_error_and_the_rest_is_written()
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"@(1; Invoke-MlModelAudit samples/models/sensor-weights.npy) | Export-MlSecPolReport '{Place("audit.json")}' -PassThru");
        Assert.StartsWith("MlSecPol.Result.NotAResult,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(outcome.Results.Select(Whole), session.Run($"Import-MlSecPolResult '{Place("audit.json")}'").Results.Select(Whole));
    }

    [Fact]
    public void Foreign_and_damaged_files_are_one_error_each_and_the_others_go_on()
    {
        File.WriteAllText(Place("a.json"), "{\"runs\": []}");
        File.WriteAllText(Place("b.json"), "{\"format\": \"mlsecpol-results\"");
        using var session = new ModuleSession();
        var outcome = session.Run(
            $"Invoke-MlModelAudit samples/models/sensor-weights.npy | Export-MlSecPolReport '{Place("c.json")}'; Import-MlSecPolResult '{Place("a.json")}', '{Place("b.json")}', '{Place("c.json")}', '{Place("d.json")}', '{_folder}'");
        Assert.Equal(
            ["MlSecPol.Report.Foreign", "MlSecPol.Report.Damaged", "MlSecPol.Path.NotFound", "MlSecPol.Path.IsFolder"],
            outcome.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.All(outcome.Errors, e => Assert.NotEmpty(e.ErrorDetails.RecommendedAction));
        Assert.NotEmpty(outcome.Results);
    }

    [Fact]
    public void Names_in_a_report_are_relative_to_the_root()
    {
        using var session = new ModuleSession();
        Assert.Empty(session.Run($"Invoke-MlModelAudit samples/models/sensor-weights.npy | Export-MlSecPolReport '{Place("audit.sarif")}' -Root samples").Errors);
        Assert.Contains("\"uri\": \"models/sensor-weights.npy\"", File.ReadAllText(Place("audit.sarif")), StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_by_status_severity_check_and_target()
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"$r = {Results}; $r | Measure-MlSecPolResult -By Status, Severity, Check, Target; $r.Count");
        var counts = outcome.Output.Select(o => o.BaseObject).OfType<ResultCount>().ToArray();
        var all = (int)outcome.Output[^1].BaseObject;
        Assert.All(counts.GroupBy(c => c.By), g => Assert.Equal(all, g.Sum(c => c.Results)));
        Assert.Equal(4, counts.Select(c => c.By).Distinct().Count());
        Assert.Equal("Fail", counts[0].Name);
        Assert.Equal("Critical", counts.First(c => c.By == ResultGrouping.Severity).Name);
        Assert.Equal(PolicyTitle(session), counts.First(c => c.Name == "MS4.UnsafeDeserialization").Title);
    }

    private static string PolicyTitle(ModuleSession session) => ((CheckInfo)session.Run("Get-MlSecPolCheck MS4.UnsafeDeserialization").Output[0].BaseObject).Title;

    private string Place(string name) => Path.Combine(_folder, name);

    // Everything that a result holds, its lists included.
    private static string Whole(CheckResult result) => System.Text.Json.JsonSerializer.Serialize(result);
}
