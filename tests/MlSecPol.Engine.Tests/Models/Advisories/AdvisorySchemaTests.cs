using MlSecPol.Engine.Models.Advisories;
using MlSecPol.Engine.Tests.Proof;
using NJsonSchema;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Advisories;

/// <summary>The published schema of files of advisories says what the reader accepts. MLSECPOL_REBASELINE=1 rewrites it from the records.</summary>
public sealed class AdvisorySchemaTests
{
    private static readonly string SchemaPath = RepositoryFiles.PathOf("docs", "schemas", "mlsecpol-advisories.schema.json");

    [Fact]
    public void The_published_schema_is_that_of_the_records()
    {
        var expected = SettingsSchemaText.Write(typeof(AdvisoryDocument), "Advisories of MlSecPol");
        if (Environment.GetEnvironmentVariable("MLSECPOL_REBASELINE") == "1") File.WriteAllText(SchemaPath, expected);
        Assert.Equal(expected, File.ReadAllText(SchemaPath).ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("src/MlSecPol.Engine/Models/Advisories/advisories.json")]
    [InlineData("tests/fixtures/settings/company-advisories.json")]
    public async Task The_built_in_file_and_the_example_are_valid_by_it(string path)
    {
        var schema = await JsonSchema.FromFileAsync(SchemaPath, TestContext.Current.CancellationToken);
        var text = await File.ReadAllTextAsync(RepositoryFiles.PathOf(path.Split('/')), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(text).Select(e => e.ToString()));
        Assert.NotEmpty(AdvisoryList.Read(RepositoryFiles.PathOf(path.Split('/'))).Entries);
    }

    [Fact]
    public void The_built_in_file_says_the_same_to_both_readers()
    {
        static string Whole(AdvisoryEntry entry) => Newtonsoft.Json.JsonConvert.SerializeObject(entry);
        var read = AdvisoryList.Read(RepositoryFiles.PathOf("src", "MlSecPol.Engine", "Models", "Advisories", "advisories.json"));
        Assert.Equal(read.Entries.Select(Whole), BuiltInAdvisories.Read().OrderBy(e => e.Id, StringComparer.Ordinal).Select(Whole));
        Assert.All(read.Entries, e => Assert.NotEmpty(e.Applies));
    }

    [Theory]
    [InlineData("\"asOf\": \"2026-11-28\"", "\"asOf\": \"yesterday\"")]
    [InlineData("\"id\": \"COMPANY-2026-001\"", "\"id\": \"\"")]
    [InlineData("\"version\": \"company 3\",", "")]
    [InlineData("\"affected\":", "\"affects\":")]
    [InlineData("\"mode\": \"Extend\"", "\"mode\": \"Merge\"")]
    public async Task A_wrong_file_is_refused_by_schema_and_reader(string from, string to)
    {
        var schema = await JsonSchema.FromFileAsync(SchemaPath, TestContext.Current.CancellationToken);
        var text = await File.ReadAllTextAsync(RepositoryFiles.PathOf("tests", "fixtures", "settings", "company-advisories.json"), TestContext.Current.CancellationToken);
        Assert.Contains(from, text, StringComparison.Ordinal);
        var wrong = text.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEmpty(schema.Validate(wrong));
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, wrong, TestContext.Current.CancellationToken);
            Assert.Throws<MlSecPol.Engine.Checks.UsageException>(() => AdvisoryList.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
