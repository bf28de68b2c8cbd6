using System.Management.Automation;
using Xunit;

namespace MlSecPol.Cmdlets.Tests;

/// <summary>Measure-MlDataset and Compare-MlDataset.</summary>
public sealed class ProfileCommandTests : IDisposable
{
    private const string Sensors = "samples/datasets/sensor-readings.csv";

    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_gives_one_profile()
    {
        using var session = new ModuleSession();
        var profile = (DatasetProfile)Assert.Single(session.Run($"Measure-MlDataset {Sensors}").Output).BaseObject;
        Assert.Equal((600L, 7, "sensor-readings.csv"), (profile.Rows, profile.Columns.Count, Assert.Single(profile.Source)));
        Assert.Equal(ColumnType.Date, profile.Columns[1].Type);
    }

    [Fact]
    public void Of_three_files_the_bad_one_is_an_error()
    {
        File.WriteAllBytes(Path.Combine(_folder, "a[1].csv"), "a,b\n1,2\n"u8);
        File.WriteAllBytes(Path.Combine(_folder, "b.csv"), [0x50, 0x4B, 3, 4, 0, 0, 0, 0]);
        File.WriteAllBytes(Path.Combine(_folder, "c.csv"), "a,b\n1,2\n3,4\n"u8);
        using var session = new ModuleSession();
        var outcome = session.Run($"[System.IO.DirectoryInfo]::new('{_folder}').GetFiles() | ForEach-Object {{ [pscustomobject] @{{ PSPath = $_.FullName }} }} | Measure-MlDataset");
        Assert.Equal([1L, 2L], outcome.Output.Select(o => ((DatasetProfile)o.BaseObject).Rows).Order());
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("MlSecPol.Artifact.Malformed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Parts_merge_from_files_from_objects_and_from_what_jobs_leave_of_them()
    {
        File.WriteAllLines(Path.Combine(_folder, "1.csv"), ["a,b", "1,x", "2.5,y"]);
        File.WriteAllLines(Path.Combine(_folder, "2.csv"), ["a,b", "4,x", ",z"]);
        File.WriteAllLines(Path.Combine(_folder, "all.csv"), ["a,b", "1,x", "2.5,y", "4,x", ",z"]);
        using var session = new ModuleSession();
        Assert.Empty(session.Run($"$whole = (Measure-MlDataset '{_folder}/all.csv').Columns; $parts = Measure-MlDataset '{_folder}/?.csv'").Errors);
        foreach (var source in (string[])
        [
            $"Measure-MlDataset '{_folder}/?.csv' -Merge",
            "$parts | Measure-MlDataset -Merge",
            "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($parts, 1)) | Measure-MlDataset -Merge",
            "Measure-MlDataset -State $parts[1].State, $parts[0].State -Merge",
        ])
        {
            var outcome = session.Run($"$merged = {source}; $merged; $merged.Rows; for ($i = 0; $i -lt 2; $i++) {{ $merged.Columns[$i] -eq $whole[$i] }}");
            Assert.Empty(outcome.Errors);
            Assert.Equal(["4", "True", "True"], outcome.Output.Skip(1).Select(o => o.ToString()));
            Assert.Null(((DatasetProfile)outcome.Output[0].BaseObject).DuplicateRows);
        }
    }

    [Fact]
    public void A_profile_is_stored_under_the_rules_of_files()
    {
        var file = Path.Combine(_folder, "s.mlprofile.json");
        using var session = new ModuleSession();
        Assert.Single(session.Run($"Measure-MlDataset {Sensors} -StatePath '{file}' -WhatIf").Output);
        Assert.False(File.Exists(file));
        Assert.Single(session.Run($"Measure-MlDataset {Sensors} -StatePath '{file}'").Output);
        Assert.Equal(600L, session.Run($"(Measure-MlDataset '{file}').Rows").Output[0].BaseObject);
        Assert.StartsWith("MlSecPol.Report.Exists,", Assert.Single(session.Run($"Measure-MlDataset {Sensors} -StatePath '{file}' -NoClobber").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith(
            "MlSecPol.Profile.OneFile,", Assert.Single(session.Run($"Measure-MlDataset {Sensors}, samples/datasets/customers-synthetic.csv -StatePath '{file}'").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(session.Run($"Measure-MlDataset {Sensors}, samples/datasets/customers-synthetic.csv -StatePath '{_folder}'").Errors);
        Assert.True(File.Exists(Path.Combine(_folder, "customers-synthetic.csv.mlprofile.json")));
        File.WriteAllText(file, "{}");
        Assert.StartsWith("MlSecPol.Artifact.Malformed,", Assert.Single(session.Run($"Measure-MlDataset '{file}'").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Profiles_of_other_settings_are_refused()
    {
        var settings = Path.Combine(_folder, "mlsecpol.json");
        File.WriteAllText(settings, "{ \"datasets\": { \"nullTokens\": [ \"x\" ] } }");
        using var session = new ModuleSession();
        var outcome = session.Run($"$a = Measure-MlDataset {Sensors}; $b = Measure-MlDataset {Sensors} -Settings '{settings}'; $a, $b | Measure-MlDataset -Merge");
        Assert.StartsWith("MlSecPol.Profile.NotMergeable,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Views_fit_100_characters_live_and_deserialized()
    {
        using var session = new ModuleSession();
        session.Run($"$profile = Measure-MlDataset {Sensors}; $drift = Compare-MlDataset {Sensors} samples/datasets/customers-synthetic.csv");
        var list = session.Show("$profile", width: 100);
        Assert.Contains("temperature_c: Decimal, 600 values, 0 missing", list, StringComparison.Ordinal);
        Assert.Equal(list, session.Show("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($profile, 4))", width: 100));
        foreach (var shown in (string[])["$profile.Columns", "$drift"])
        {
            var table = session.Show(shown, width: 100);
            Assert.All(table.Split('\n').Where(l => !l.Contains("Comparison:", StringComparison.Ordinal)), line => Assert.True(line.TrimEnd().Length <= 100, line));
            Assert.Equal(table, session.Show($"[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize({shown}, 3))", width: 100));
        }
    }

    [Fact]
    public void A_dataset_is_compared_with_a_path_a_profile_and_what_a_job_leaves_of_one()
    {
        using var session = new ModuleSession();
        session.Run($"$reference = Measure-MlDataset {Sensors}; $other = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($reference, 1))");
        foreach (var reference in (string[])[Sensors, "$reference", "$other", $"([System.IO.FileInfo]::new(\"$PWD/{Sensors}\"))"])
        {
            var outcome = session.Run($"Compare-MlDataset {Sensors} -Reference {reference}");
            Assert.Empty(outcome.Errors);
            Assert.Equal(7, outcome.Output.Count);
            Assert.All(outcome.Output, o => Assert.NotEqual(DriftLevel.Major, ((ColumnDrift)o.BaseObject).Drift));
        }

        Assert.Equal(false, session.Run($"($other | Compare-MlDataset -Reference {Sensors} -Summary).IsDrifted").Output[0].BaseObject);
    }

    [Theory]
    [InlineData("nowhere.csv", "MlSecPol.Path.NotFound,")]
    [InlineData("5", "MlSecPol.Profile.NotAProfile,")]
    public void A_reference_that_is_none_ends_the_comparison(string reference, string id)
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"Compare-MlDataset {Sensors} -Reference {reference}");
        Assert.Empty(outcome.Output);
        Assert.StartsWith(id, Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
