using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Models;
using Xunit;

namespace MlSecPol.Engine.Tests.Checks;

public sealed class SettingsFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void What_the_file_does_not_say_keeps_its_default()
    {
        var settings = Read("""{ "datasets": { "maximumMissingRatio": 0.2 } }""");
        Assert.Equal(0.2, settings.Get<DatasetSettings>().MaximumMissingRatio);
        Assert.Equal(new DatasetSettings().MaximumDuplicateRatio, settings.Get<DatasetSettings>().MaximumDuplicateRatio);
        Assert.False(settings.Get<ModelSettings>().Strict);
    }

    [Fact]
    public void Lists_dictionaries_enums_and_nested_records_are_bound()
    {
        var settings = Read("""
            {
              "$schema": "x",
              "checks": { "disabled": ["DS5.*"], "severity": { "MS4.UnsafeDeserialization": "high" } },
              "models": { "strict": true, "allowedImports": ["mypackage.*"] }
            }
            """);
        Assert.Equal(["DS5.*"], settings.Get<CheckSettings>().Disabled);
        Assert.Equal(Severity.High, settings.Get<CheckSettings>().Severity["ms4.unsafedeserialization"]);
        Assert.True(settings.Get<ModelSettings>().Strict);
        Assert.Equal(["mypackage.*"], settings.Get<ModelSettings>().AllowedImports);
    }

    [Theory]
    [InlineData("{\n \"chekcs\": {} }", "(2,", "UnknownKey", "Did you mean 'checks'?")]
    [InlineData("{ \"datasets\": {\n\n \"maximumMissingRatoi\": 1 } }", "(3,", "UnknownKey", "Did you mean 'maximumMissingRatio'?")]
    [InlineData("{ \"datasets\": { \"maximumMissingRatio\": \"much\" } }", "(1,", "WrongType", "a number")]
    [InlineData("{ \"models\": { \"strict\": 1 } }", "(1,", "WrongType", "true or false")]
    [InlineData("{ \"checks\": { \"severity\": { \"DS5.RaggedRows\": \"Hihg\" } } }", "(1,", "WrongValue", "Did you mean 'High'?")]
    [InlineData("{ \"checks\": { \"disabled\": [\"DS5.RagedRows\"] } }", "(1,", "UnknownCheck", "Did you mean 'DS5.RaggedRows'?")]
    [InlineData("{ \"models\": {}, \"models\": {} }", "(1,", "Malformed", "models")]
    [InlineData("{ \"models\": ", "(1,", "Malformed", "JSON")]
    [InlineData("[]", "(1,", "Malformed", "JSON")]
    public void What_is_wrong_is_named_with_file_line_and_the_nearest_key(string json, string place, string id, string hint)
    {
        var error = Assert.Throws<UsageException>(() => Read(json));
        Assert.Equal($"MlSecPol.Settings.{id}", error.ErrorId);
        Assert.Contains(_path + place, error.Message, StringComparison.Ordinal);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_of_use()
    {
        var error = Assert.Throws<UsageException>(() => SettingsFile.Read(_path + ".absent"));
        Assert.Equal("MlSecPol.Settings.NotReadable", error.ErrorId);
    }

    private SettingsSnapshot Read(string json)
    {
        File.WriteAllText(_path, json);
        return SettingsFile.Read(_path);
    }
}
