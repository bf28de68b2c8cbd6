using System.Globalization;
using System.Text;
using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Profiles;
using MlSecPol.Engine.Tests.Datasets.Statistics;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Profiles;

public sealed class ProfileTests : IDisposable
{
    private const string Header = "id,price,when,kind,note\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Merged_shards_give_exactly_what_one_pass_gives(int shards)
    {
        var rows = Rows(12_000);
        var whole = Profile(Header + string.Concat(rows));
        var parts = rows.Select((row, i) => (row, Shard: (i * 31) % shards)).GroupBy(r => r.Shard, r => r.row).Select(g => Profile(Header + string.Concat(g))).ToArray();
        new Random(shards).Shuffle(parts);
        var merged = parts[0];
        foreach (var part in parts.Skip(1)) merged.Merge(ProfileState.FromText(part.ToText()));
        Assert.Equal(whole.ToBytes(), merged.ToBytes());
        Assert.Equal(ProfileView.Of(whole).Columns, ProfileView.Of(merged).Columns);
        Assert.Equal(shards, merged.Sources.Count);
    }

    [Fact]
    public void Columns_that_a_part_lacks_are_missing_in_all_its_rows()
    {
        const string First = "{\"a\":1,\"b\":\"x\"}\n{\"a\":2}\n";
        const string Second = "{\"a\":3,\"c\":true}\n";
        var merged = Profile(First, ".jsonl");
        merged.Merge(Profile(Second, ".jsonl"));
        Assert.Equal(Profile(First + Second, ".jsonl").ToBytes(), merged.ToBytes());
        Assert.Equal([0, 2, 2], merged.Columns.Select(c => c.Missing));
    }

    [Fact]
    public void A_profile_says_what_the_reference_says()
    {
        // pandas 1.5.3 and SciPy 1.10.1 of the same rows: count, mean, std, quantile(.25), skew and kurtosis (biased), nunique, value_counts.
        var profile = ProfileView.Of(Profile("v,w\n1,a\n2,a\n2,b\n4,\n10,NA\n-3.5,c\n0,a\n"));
        var v = profile.Columns[0];
        Assert.Equal((ColumnType.Decimal, 7L, 0L, 6L, 0.0), (v.Type, v.Count, v.Missing, v.Distinct, v.DistinctError));
        Assert.Equal((-3.5, 10.0, 15.5, 1L, 1L), (v.Minimum, v.Maximum, v.Sum, v.Zeros, v.Negatives));
        Numbers.Near(2.2142857142857144, v.Mean, 1e-15);
        Numbers.Near(4.1418307431330295, v.StandardDeviation, 1e-12);
        Numbers.Near(0.705334669240031, v.Skewness, 1e-9);
        Numbers.Near(0.1563700799573895, v.Kurtosis, 1e-9);
        Assert.Equal(0.5, v.Quantiles.Single(q => q.Probability == 0.25).Value);
        Assert.Equal(2, v.Quantiles.Single(q => q.Probability == 0.5).Value);
        Assert.Equal(7, v.Histogram.Sum(b => b.Count));
        var w = profile.Columns[1];
        Assert.Equal((ColumnType.Text, 5L, 2L, 3L), (w.Type, w.Count, w.Missing, w.Distinct));
        Assert.Equal(["a 3", "b 1", "c 1"], w.TopValues.Select(v => v.ToString()));
        Assert.Equal(["(empty) 1", "NA 1"], w.MissingKinds.Select(v => v.ToString()));
        Assert.Equal(0, w.TopValuesError);
    }

    [Fact]
    public void A_file_with_a_profile_is_read_back_and_so_is_other_JSON_of_it()
    {
        var state = Profile(Header + string.Concat(Rows(5_000)));
        var profile = ProfileView.Of(state);
        var path = Path.Combine(_folder, "a.mlprofile.json");
        using (var file = File.Create(path)) DatasetProfiles.Write(file, profile);
        Assert.Equal(state.ToText(), ProfileFile.Read(path).ToText());
        using (var document = JsonDocument.Parse(File.ReadAllBytes(path))) Assert.Equal("Integer", document.RootElement.GetProperty("columns")[0].GetProperty("type").GetString());
        File.WriteAllText(path, JsonSerializer.Serialize(profile));
        Assert.Equal(state.ToText(), ProfileFile.Read(path).ToText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"state\":5}")]
    [InlineData("{\"state\":\"x\"}")]
    [InlineData("{\"state\":\"AAAA\"}")]
    [InlineData("{\"state\":\"CwWAaGVsbG8gd29ybGQD\"}")]
    [InlineData("{\"state\":\"\\ud800\"}")]
    public void What_is_no_profile_is_said_to_be_none(string text)
    {
        var path = Path.Combine(_folder, "a.mlprofile.json");
        File.WriteAllText(path, text);
        Assert.Equal(ArtifactErrorKind.Malformed, Assert.Throws<ArtifactException>(() => ProfileFile.Read(path)).Kind);
    }

    [Fact]
    public void Profiles_made_with_other_settings_are_not_merged()
    {
        var one = Profile("a\n1\n");
        var other = Profile("a\n1\n", settings: new DatasetSettings { NullTokens = ["1"] });
        Assert.Equal("MlSecPol.Profile.NotMergeable", Assert.Throws<UsageException>(() => one.Merge(other)).ErrorId);
        one.Merge(Profile("a\n1\n", settings: new DatasetSettings { NullTokens = [.. new DatasetSettings().NullTokens.Reverse()] }));
    }

    [Fact]
    public void What_was_not_read_is_said()
    {
        var profile = ProfileView.Of(Profile("a,b\n1,\"2\n"));
        Assert.Contains(profile.NotRead, n => n.Contains("never closed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_cannot_steer_the_terminal()
    {
        var profile = ProfileView.Of(Profile("a\n\u001b[31mred\n"));
        Assert.DoesNotContain('\u001b', profile.Columns[0].TopValues[0].Value);
    }

    [Fact]
    public void A_schema_says_what_all_rows_have_in_common()
    {
        var rows = string.Concat(Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{i / 4.0},2024-01-0{(i % 9) + 1},{(i % 2 == 0 ? "red" : "blue")},{(i == 7 ? "NA" : "note " + i)},{(i % 3 == 0 ? "yes" : "no")}\n")));
        using var schema = JsonDocument.Parse(TableSchema.Of(Profile("id,price,day,colour,note,ok\n" + rows)));
        var fields = schema.RootElement.GetProperty("fields").EnumerateArray().ToArray();
        Assert.Equal(["integer", "number", "date", "string", "string", "boolean"], fields.Select(f => f.GetProperty("type").GetString()));
        Assert.True(fields[0].GetProperty("constraints").GetProperty("unique").GetBoolean());
        Assert.Equal(99, fields[0].GetProperty("constraints").GetProperty("maximum").GetDouble());
        Assert.Equal(["blue", "red"], fields[3].GetProperty("constraints").GetProperty("enum").EnumerateArray().Select(v => v.GetString()));
        Assert.False(fields[4].GetProperty("constraints").TryGetProperty("required", out _));
        Assert.True(fields[5].GetProperty("constraints").GetProperty("required").GetBoolean());
        Assert.Equal(["", "NA"], schema.RootElement.GetProperty("missingValues").EnumerateArray().Select(v => v.GetString()));
    }

    private static string[] Rows(int count) =>
    [
        .. Numbers.Random(count).Select((r, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"{r},{(r % 11 == 0 ? string.Empty : r / 7.0)},{DateTime.UnixEpoch.AddSeconds(r):yyyy-MM-dd},{(r % 50 == 0 ? "N/A" : "kind " + (r % 9))},\"text, {r % 6000}\"\n")),
    ];

    private static ProfileState Profile(string text, string extension = ".csv", DatasetSettings? settings = null)
    {
        settings ??= new DatasetSettings();
        using var source = new MemorySource(Encoding.UTF8.GetBytes(text));
        return ProfileState.Of(DatasetReader.Read(source, "data" + extension, settings, TestContext.Current.CancellationToken), settings);
    }
}
