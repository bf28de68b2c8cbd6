using System.Management.Automation;
using System.Text.Json;
using Xunit;

namespace MlSecPol.Cmdlets.Tests;

public sealed class BomCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol").FullName;

    private string Bill => Path.Combine(_folder, "models.cdx.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_gives_one_component_a_model()
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"Export-MlBom samples/models '{Bill}' -PassThru");
        Assert.Empty(outcome.Errors);
        Assert.Equal(Bill, ((FileInfo)Assert.Single(outcome.Output).BaseObject).FullName);
        Assert.Equal(Directory.GetFiles(Repository.Sample("models")).Count(f => !f.EndsWith(".data", StringComparison.Ordinal)), Components().Length);
    }

    [Fact]
    public void Files_bind_from_the_pipeline_and_what_is_no_model_is_passed_over()
    {
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "no model");
        File.Copy(Repository.Sample("models/sensor-weights.npy"), Path.Combine(_folder, "weights[1].npy"));
        using var session = new ModuleSession();
        var outcome = session.Run($"[System.IO.DirectoryInfo]::new('{_folder}').GetFiles() | ForEach-Object {{ [pscustomobject] @{{ PSPath = $_.FullName }} }} | Export-MlBom -Destination '{Bill}' -Verbose");
        Assert.Empty(outcome.Errors);
        Assert.Equal(["weights[1].npy"], Components());
        Assert.Contains(outcome.Verbose, v => v.Contains("notes.txt", StringComparison.Ordinal) && v.Contains("passed over", StringComparison.Ordinal));
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_an_error_and_the_rest_is_written()
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"Export-MlBom samples/nowhere.pt, samples/models/sensor-weights.npy '{Bill}'");
        Assert.StartsWith("MlSecPol.Path.NotFound,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["sensor-weights.npy"], Components());
    }

    [Fact]
    public void No_model_at_all_is_an_error()
    {
        using var session = new ModuleSession();
        var error = Assert.Single(session.Run($"Export-MlBom '{_folder}' '{Bill}'").Errors);
        Assert.StartsWith("MlSecPol.Bom.NoModel,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.False(File.Exists(Bill));
    }

    [Fact]
    public void WhatIf_and_NoClobber_write_nothing()
    {
        using var session = new ModuleSession();
        Assert.Empty(session.Run($"Export-MlBom samples/models '{Bill}' -WhatIf").Errors);
        Assert.False(File.Exists(Bill));
        File.WriteAllText(Bill, "mine");
        Assert.StartsWith("MlSecPol.Report.Exists,", Assert.Single(session.Run($"Export-MlBom samples/models '{Bill}' -NoClobber").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Bill));
    }

    [Fact]
    public void The_same_models_give_the_same_bytes_also_when_the_bill_lies_beside_them()
    {
        File.Copy(Repository.Sample("models/sensor-network.safetensors"), Path.Combine(_folder, "model.safetensors"));
        using var session = new ModuleSession();
        Assert.Empty(session.Run($"Export-MlBom '{_folder}' '{Bill}' -Timestamp 2026-01-01Z").Errors);
        var first = File.ReadAllBytes(Bill);
        Assert.Empty(session.Run($"Export-MlBom '{_folder}' '{Bill}' -Timestamp 2026-01-01Z").Errors);
        Assert.Equal(first, File.ReadAllBytes(Bill));
    }

    private string[] Components()
    {
        using var bill = JsonDocument.Parse(File.ReadAllBytes(Bill));
        return [.. bill.RootElement.GetProperty("components").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];
    }
}
