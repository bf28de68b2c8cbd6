using System.Diagnostics;
using System.Management.Automation;
using Xunit;

namespace MlSecPol.Cmdlets.Tests;

public sealed class AuditCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol").FullName;
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Results_carry_imports_facts_and_hash()
    {
        var result = Assert.Single(_session.Run("Invoke-MlModelAudit samples/hostile/reduce-system.pkl -CheckId MS4.UnsafeDeserialization -Hash").Results);
        var import = Assert.Single(result.Imports);
        Assert.Equal(("os", "system", ImportVerdict.Dangerous, 2L), (import.Module, import.Name, import.Verdict, import.Offset));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(RepositoryFiles.PathOf("samples", "hostile", "reduce-system.pkl")))), result.Facts!.Sha256);
        Assert.Null(Assert.Single(result.Facts.Programs).Listing);
    }

    [Fact]
    public void Detailed_shows_the_program()
    {
        var text = _session.Show("Invoke-MlModelAudit samples/hostile/reduce-system.pkl -CheckId MS4.UnsafeDeserialization -Detailed");
        Assert.Contains("GLOBAL           'os' 'system'  # imports os.system", text, StringComparison.Ordinal);
        Assert.Contains("os.system (Dangerous, family:spawn)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_on_a_server_gets_the_answers_of_the_file()
    {
        using var server = new LoopbackServer();
        server.Files["m.pkl"] = File.ReadAllBytes(RepositoryFiles.PathOf("samples", "hostile", "reduce-system.pkl"));
        var run = _session.Run($"Invoke-MlModelAudit -Uri {server.Address("m.pkl")}, {server.Address("absent.pkl")} -TimeoutSeconds 20");
        var failed = Assert.Single(run.Output, r => Equals(r.Properties["Status"].Value, CheckStatus.Fail));
        Assert.Equal(server.Address("m.pkl").AbsoluteUri, failed.Properties["Target"].Value);
        Assert.StartsWith("MlSecPol.Artifact.NotFound,", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(run.Output, r => Equals(r.Properties["Status"].Value, CheckStatus.Error));
    }

    [Fact]
    public void A_repository_that_cannot_be_listed_is_an_error_and_no_answer()
    {
        using var server = new LoopbackServer();
        var settings = Path.Combine(_folder, "hub.json");
        File.WriteAllText(settings, $$"""{ "models": { "remote": { "hubHosts": ["{{server.Authority}}"] } } }""");
        var run = _session.Run($"Invoke-MlModelAudit -Uri http://{server.Authority}/owner/name -Settings '{settings}'");
        Assert.StartsWith("MlSecPol.Artifact.NotFound,", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.NotAssessed, Assert.Single(run.Output).Properties["Status"].Value);
    }

    [Fact]
    public void Rows_of_the_pipeline_get_the_answers_of_the_file_they_came_from()
    {
        var rows = _session.Run("""
            $lines = [IO.File]::ReadAllLines("$PWD/samples/datasets/customers-synthetic.csv"); $names = $lines[0].Split(",")
            $lines[1..($lines.Count - 1)] | ForEach-Object { $cells = $_.Split(","); $row = [ordered]@{}; for ($i = 0; $i -lt $names.Count; $i++) { $row[$names[$i]] = $cells[$i] }; [pscustomobject]$row } |
                Test-MlDataset -Name customers
            """).Results;
        var file = _session.Run("Test-MlDataset samples/datasets/customers-synthetic.csv").Results.ToDictionary(r => r.CheckId, StringComparer.Ordinal);
        Assert.Equal(file.Count, rows.Count);
        Assert.All(rows, r => Assert.Equal("customers", r.Target));
        foreach (var id in (string[])["DS4.DirectIdentifiers", "DS5.Duplicates", "DS5.FormulaInjection", "DS5.ConstantColumn"])
            Assert.Equal(file[id].Status, rows.Single(r => r.CheckId == id).Status);
    }

    [Theory]
    [InlineData("@{ mail = 'ana@example.org' }, @{ mail = 'bo@example.org' } | Test-MlDataset -Name x -CheckId DS4.DirectIdentifiers", CheckStatus.Fail)]
    [InlineData("'write to ana@example.org', 'x' | Test-MlDataset -Name x -CheckId DS4.DirectIdentifiers", CheckStatus.Fail)]
    [InlineData("$rows = 1..3 | ForEach-Object { [pscustomobject]@{ n = $_; s = \"t$_\" } }; Test-MlDataset -InputObject $rows -Name x -CheckId DS4.DirectIdentifiers", CheckStatus.Pass)]
    [InlineData("@() | Test-MlDataset -Name x -CheckId DS4.DirectIdentifiers", CheckStatus.NotAssessed)]
    [InlineData("Test-MlDataset samples/datasets -AsDataset -CheckId DS4.DirectIdentifiers", null)]
    public void Rows_may_be_dictionaries_text_or_an_argument_and_folders_one_dataset(string command, CheckStatus? status)
    {
        var result = Assert.Single(_session.Run(command).Results);
        if (status is { } expected) Assert.Equal(expected, result.Status);
        else Assert.True(Directory.Exists(result.Target));
    }

    [Fact]
    public void A_row_of_a_table_is_no_path_and_the_error_says_what_to_pipe()
    {
        var error = Assert.Single(_session.Run("[pscustomobject]@{ machine = 'press' } | Test-MlDataset").Errors);
        Assert.StartsWith("MlSecPol.Path.NotAPath,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Get-ChildItem", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void One_bad_file_of_three_is_one_error_and_one_Error_result_and_the_rest_goes_on()
    {
        var outcome = _session.Run("Invoke-MlModelAudit -LiteralPath samples/models/sensor-weights.npy, samples/absent.pkl, samples/hostile/reduce-system.pkl");
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("MlSecPol.Path.NotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal("samples/absent.pkl", error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Equal(2, outcome.Results.Select(r => r.Target).Distinct().Count());
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_one_error_record_and_one_Error_result()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes of the file system exist on Unix only");
        var pipe = Path.Combine(_folder, "model.pkl");
        using (var make = Process.Start("mkfifo", [pipe])) make.WaitForExit();
        File.Copy(Repository.Sample("hostile/reduce-system.pkl"), Path.Combine(_folder, "z.pkl"));
        var outcome = _session.Run($"Invoke-MlModelAudit -Path '{_folder}/*'");
        Assert.StartsWith("MlSecPol.Artifact.NotAFile,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Error, Assert.Single(outcome.Results, r => r.Target == pipe).Status);
        Assert.Contains(outcome.Results, r => r is { CheckId: "MS4.UnsafeDeserialization", Status: CheckStatus.Fail });
    }

    [Theory]
    [InlineData("Test-MlDataset")]
    [InlineData("Invoke-MlModelAudit")]
    public void A_device_is_one_error_record_and_an_Error_result_for_each_check(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "devices are files on Unix only");
        var outcome = _session.Run($"{command} /dev/zero");
        Assert.StartsWith("MlSecPol.Artifact.NotAFile,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Results);
        Assert.All(outcome.Results, r => Assert.Equal(CheckStatus.Error, r.Status));
    }

    [Fact]
    public void Every_hostile_sample_fails_and_no_real_model_does()
    {
        var outcome = _session.Run("Invoke-MlModelAudit samples/models, samples/hostile -Recurse");
        Assert.Empty(outcome.Errors);
        foreach (var file in outcome.Results.GroupBy(r => r.Target))
        {
            var hostile = file.Key.Contains("/hostile/", StringComparison.Ordinal) || file.Key.Contains("\\hostile\\", StringComparison.Ordinal);
            Assert.True(hostile == file.Any(r => r.Status == CheckStatus.Fail), $"{file.Key}: {string.Join("; ", file)}");
            Assert.DoesNotContain(file, r => r.Status == CheckStatus.Error);
        }
    }

    [Fact]
    public void A_finding_says_which_import_at_which_offset_and_by_which_rule()
    {
        var result = Assert.Single(_session.Run("Invoke-MlModelAudit samples/hostile/reduce-system.pkl -CheckId MS4.UnsafeDeserialization").Results);
        Assert.Equal(Severity.Critical, result.Severity);
        var finding = result.Findings[0];
        Assert.Contains("system", finding.Subject, StringComparison.Ordinal);
        Assert.NotNull(finding.Offset);
        Assert.StartsWith("family:", finding.Rule, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{16}$", finding.Fingerprint);
        Assert.NotNull(finding.Remediation);
    }

    [Fact]
    public void Personal_data_is_found_by_column_with_masked_samples()
    {
        var result = Assert.Single(_session.Run("Test-MlDataset samples/datasets/customers-synthetic.csv -CheckId DS4.DirectIdentifiers").Results);
        Assert.Equal(CheckStatus.Fail, result.Status);
        Assert.All(result.Findings, f =>
        {
            Assert.NotNull(f.Column);
            Assert.NotNull(f.Row);
            Assert.NotNull(f.Confidence);
            Assert.True(f.Count > 0);
            Assert.DoesNotContain("@example.com", f.Evidence ?? string.Empty, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_clean_dataset_has_no_failure()
    {
        // What mode, volume, backup and antivirus engine answer depends on the machine.
        var results = _session.Run("Test-MlDataset samples/datasets/sensor-readings.csv -ExcludeCheckId DS1.EncryptedVolume, DS2.*, DS3.BackupWithinRpo, DS5.Antivirus, DS5.SignatureAge, DS5.Owner").Results;
        Assert.NotEmpty(results);
        Assert.All(results, r => Assert.True(r.Status is CheckStatus.Pass or CheckStatus.NotApplicable, r.ToString()));
    }

    [Fact]
    public void Names_with_brackets_come_through_the_pipeline_of_file_objects()
    {
        var path = Path.Combine(_folder, "model[1].pkl");
        File.Copy(Repository.Sample("hostile/reduce-system.pkl"), path);
        var outcome = _session.Run($"([System.IO.DirectoryInfo]'{_folder}').GetFiles() | ForEach-Object {{ [pscustomobject]@{{ PSPath = $_.FullName }} }} | Invoke-MlModelAudit -CheckId MS4.UnsafeDeserialization");
        Assert.Empty(outcome.Errors);
        Assert.Equal(path, Assert.Single(outcome.Results).Target);
    }

    [Fact]
    public void A_folder_without_Recurse_is_an_error_when_named_and_passed_over_when_piped()
    {
        var named = _session.Run("Invoke-MlModelAudit samples/models");
        Assert.StartsWith("MlSecPol.Path.IsFolder,", Assert.Single(named.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        var piped = _session.Run("'samples/models' | Invoke-MlModelAudit");
        Assert.Empty(piped.Errors);
        Assert.Empty(piped.Output);
    }

    [Fact]
    public void An_empty_folder_is_not_assessed()
    {
        var result = Assert.Single(_session.Run($"Invoke-MlModelAudit '{_folder}' -Recurse").Results);
        Assert.Equal(CheckStatus.NotAssessed, result.Status);
        Assert.NotNull(result.Reason);
    }

    [Fact]
    public void Status_and_check_filters_narrow_the_output()
    {
        var failures = _session.Run("Invoke-MlModelAudit samples -Recurse -Status Fail").Results;
        Assert.NotEmpty(failures);
        Assert.All(failures, r => Assert.Equal(CheckStatus.Fail, r.Status));
        var others = _session.Run("Invoke-MlModelAudit samples/hostile -Recurse -ExcludeCheckId MS4.UnsafeDeserialization").Results;
        Assert.DoesNotContain(others, r => r.CheckId == "MS4.UnsafeDeserialization");
    }

    [Theory]
    [InlineData("Invoke-MlModelAudit samples/models/sensor-weights.npy -CheckId Nope.*", "MlSecPol.Check.Unknown,")]
    [InlineData("Invoke-MlModelAudit samples/models/sensor-weights.npy -Settings samples/absent.json", "MlSecPol.Settings.NotReadable,")]
    public void A_request_that_makes_no_sense_ends_the_command(string command, string id)
    {
        var outcome = _session.Run(command);
        Assert.Empty(outcome.Output);
        Assert.StartsWith(id, Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_win_over_the_settings_file()
    {
        var settings = Path.Combine(_folder, "mlsecpol.json");
        File.WriteAllText(settings, """{ "checks": { "severity": { "MS4.UnsafeDeserialization": "Low" } }, "models": { "strict": false } }""");
        var result = Assert.Single(_session.Run($"Invoke-MlModelAudit samples/hostile/reduce-system.pkl -Strict -Settings '{settings}' -CheckId MS4.UnsafeDeserialization").Results);
        Assert.Equal(Severity.Low, result.Severity);
        Assert.Equal(CheckStatus.Fail, result.Status);
    }

    [Fact]
    public void ErrorAction_is_obeyed_for_each_item()
    {
        var silent = _session.Run("Invoke-MlModelAudit samples/a.pkl, samples/b.pkl -ErrorAction SilentlyContinue -ErrorVariable e; $e.Count");
        Assert.Empty(silent.Errors);
        Assert.Equal(2, Assert.Single(silent.Output).BaseObject);
        Assert.Equal("caught", Assert.Single(_session.Run("try { Invoke-MlModelAudit samples/a.pkl -ErrorAction Stop } catch { 'caught' }").Output).BaseObject);
    }

    [Fact]
    public void The_summary_is_information_with_the_tag_of_the_module()
    {
        var information = Assert.Single(_session.Run("Invoke-MlModelAudit samples/models -Recurse").Information);
        Assert.Contains("MlSecPol", information.Tags);
        Assert.Contains($"{Directory.GetFiles(Repository.Sample("models")).Length} files", information.MessageData.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_time_of_each_check_is_verbose() =>
        Assert.Contains(_session.Run("Invoke-MlModelAudit samples/models/sensor-weights.npy -Verbose").Verbose, v => v.Contains("MS4.UnsafeDeserialization", StringComparison.Ordinal));

    [Fact]
    public async Task Stopping_ends_a_long_run_promptly()
    {
        var large = Path.Combine(_folder, "large.csv");
        await using (var writer = new StreamWriter(large))
        {
            await writer.WriteLineAsync("a,b,c");
            for (var i = 0; i < 3_000_000; i++) await writer.WriteLineAsync($"{i},user{i}@example.com,{i * 7919}");
        }

        using var shell = _session.NewShell($"Test-MlDataset '{large}'");
        var running = shell.BeginInvoke();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        shell.Stop();
        // A hang is what this test is after; the bound is wide because machines differ.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.True(running.IsCompleted);
    }

    [Fact]
    public void Eight_runspaces_at_once_give_identical_results()
    {
        var texts = new string[8];
        Parallel.For(0, texts.Length, i =>
        {
            using var session = new ModuleSession();
            texts[i] = string.Join('\n', session.Run("Invoke-MlModelAudit samples -Recurse; Test-MlDataset samples/datasets -Recurse").Results.Select(r => $"{r} {string.Join('|', r.Findings)}"));
        });
        Assert.All(texts, text => Assert.Equal(texts[0], text));
    }
}
