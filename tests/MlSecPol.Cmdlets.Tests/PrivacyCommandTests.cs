using Xunit;

namespace MlSecPol.Cmdlets.Tests;

/// <summary>Measure-MlDatasetPrivacy.</summary>
public sealed class PrivacyCommandTests : IDisposable
{
    private const string Sensors = "samples/datasets/sensor-readings.csv";

    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Declared_columns_are_measured()
    {
        using var session = new ModuleSession();
        var privacy = (DatasetPrivacy)Assert.Single(session.Run($"Measure-MlDatasetPrivacy {Sensors} -QuasiIdentifier machine -Sensitive state, temperature_c").Output).BaseObject;
        Assert.Equal((600L, 600L), (privacy.Rows, privacy.ClassSizes.Sum(s => s.Count)));
        Assert.Equal(privacy.Classes!.Value / 600.0, privacy.MarketerRisk);
        Assert.Equal(["state", "temperature_c"], privacy.Sensitive.Select(s => s.Column));
        Assert.Null(privacy.Sensitive[0].OrderedCloseness);
        Assert.NotNull(privacy.Sensitive[1].OrderedCloseness);
        Assert.Empty(privacy.NotMeasured);
    }

    [Fact]
    public void Without_declared_columns_there_are_suggestions_only()
    {
        using var session = new ModuleSession();
        var privacy = (DatasetPrivacy)Assert.Single(session.Run("Measure-MlDatasetPrivacy samples/datasets/customers-synthetic.csv").Output).BaseObject;
        Assert.Null(privacy.KAnonymity);
        Assert.Contains("No quasi-identifiers are declared", Assert.Single(privacy.NotMeasured), StringComparison.Ordinal);
        Assert.Contains(privacy.Suggestions, s => s is { Column: "city", IsSuggested: true });
        Assert.Contains(privacy.Suggestions, s => s is { Column: "email", IsSuggested: false, Remark: not null });
    }

    [Fact]
    public void Settings_declare_too_and_parameters_win()
    {
        var settings = Path.Combine(_folder, "mlsecpol.json");
        File.WriteAllText(settings, "{ \"datasets\": { \"quasiIdentifiers\": [ \"machine\" ], \"privacy\": { \"missing\": \"Wildcard\" } } }");
        using var session = new ModuleSession();
        var outcome = session.Run($"Measure-MlDatasetPrivacy {Sensors} -Settings '{settings}'; Measure-MlDatasetPrivacy {Sensors} -Settings '{settings}' -QuasiIdentifier state; Measure-MlDatasetPrivacy {Sensors} -QuasiIdentifier state -MissingAsWildcard");
        Assert.Equal(["machine", "state", "state"], outcome.Output.Select(o => Assert.Single(((DatasetPrivacy)o.BaseObject).QuasiIdentifiers)));
        Assert.All(outcome.Output, o => Assert.Equal("Wildcard", ((DatasetPrivacy)o.BaseObject).MissingAs));
    }

    [Fact]
    public void A_population_is_read_and_one_that_cannot_be_is_an_error()
    {
        File.WriteAllText(Path.Combine(_folder, "sample.csv"), "age,city\n30,A\n31,B\n");
        File.WriteAllText(Path.Combine(_folder, "population.csv"), "city,age\nA,30\nA,30\nB,31\nB,31\nB,31\nB,31\n");
        using var session = new ModuleSession();
        var privacy = (DatasetPrivacy)Assert.Single(session.Run($"Measure-MlDatasetPrivacy '{_folder}/sample.csv' -QuasiIdentifier age, city -PopulationPath '{_folder}/population.csv'").Output).BaseObject;
        Assert.Equal((0.5, 0.375, 6L, 0L), (privacy.HighestJournalistRisk, privacy.AverageJournalistRisk, privacy.PopulationRows, privacy.NotInPopulation));
        var outcome = session.Run($"Measure-MlDatasetPrivacy '{_folder}/sample.csv' -QuasiIdentifier age -PopulationPath '{_folder}/nowhere.csv'");
        Assert.StartsWith("MlSecPol.Artifact.NotFound,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_three_files_the_bad_one_is_an_error()
    {
        File.WriteAllText(Path.Combine(_folder, "a.csv"), "age,city\n30,A\n");
        File.WriteAllBytes(Path.Combine(_folder, "b.csv"), [0x50, 0x4B, 3, 4, 0, 0, 0, 0]);
        File.WriteAllText(Path.Combine(_folder, "c.csv"), "age,city\n30,A\n");
        using var session = new ModuleSession();
        var outcome = session.Run($"Measure-MlDatasetPrivacy '{_folder}' -Recurse -QuasiIdentifier age");
        Assert.Equal(2, outcome.Output.Count);
        Assert.StartsWith("MlSecPol.Artifact.Malformed,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_view_fits_120_characters_live_and_deserialized_and_promises_nothing()
    {
        using var session = new ModuleSession();
        session.Run($"$privacy = Measure-MlDatasetPrivacy {Sensors} -QuasiIdentifier machine -Sensitive state");
        var text = session.Show("$privacy");
        Assert.Contains("KAnonymity", text, StringComparison.Ordinal);
        Assert.DoesNotContain("anonymous", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(text, session.Show("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($privacy, 3))"));
    }
}
