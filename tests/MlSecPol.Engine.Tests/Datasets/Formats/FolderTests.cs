using System.IO.Compression;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Formats;

public sealed class FolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_with_the_same_columns_are_one_table_and_what_stands_beside_them_is_named()
    {
        Write("train/part-0.csv", "id,name\n1,Ana\n2,Bo\n");
        using (var gzip = new GZipStream(File.Create(Path.Combine(_folder, "train", "part-1.csv.gz")), CompressionLevel.Optimal)) gzip.Write("id,name\n3,Cyd\n1,Ana\n"u8);
        Write("README.md", "# Title\n");
        Write("notes.txt", "a note\n");
        var facts = Read();
        Assert.Equal((4L, 2, 1L, null), (facts.Rows, facts.Columns.Count, facts.Duplicates.Rows, facts.Gap));
        Assert.Equal("comma-separated text in a folder of 2 files", facts.FormatName);
        var verdict = Reading.Ask<PartSchemas>(facts);
        Assert.Equal(CheckStatus.Pass, verdict.Status);
        Assert.Equal(2, verdict.Findings.Count(f => f.Rule == "not-a-part"));
        Assert.Equal(CheckStatus.Pass, Reading.Ask<MagicMismatch>(facts).Status);
    }

    [Fact]
    public void Differences_of_columns_are_findings_and_rows_that_were_left_out_forbid_a_pass()
    {
        Write("a.csv", "id,name\n1,Ana\n");
        Write("b.csv", "id,name,age\n2,Bo,7\n");
        Assert.Equal((CheckStatus.Fail, Severity.Low), (Reading.Ask<PartSchemas>(Read()).Status, Reading.Ask<PartSchemas>(Read()).Findings[0].Severity));
        Assert.Null(Read().Gap);
        Write("c.csv", "name,id\nCyd,3\n");
        var facts = Read();
        var finding = Reading.Ask<PartSchemas>(facts).Findings.Single(f => f.Severity == Severity.Medium);
        Assert.Equal("'c.csv' differs from the first file: its column 1 is 'name', not 'id'", finding.Message);
        Assert.Equal(CheckStatus.Error, Reading.Ask<FormulaInjection>(facts).Status);
    }

    [Fact]
    public void Records_of_JSON_are_matched_by_the_names_of_their_members()
    {
        Write("a.jsonl", "{\"id\":1,\"x\":\"a\"}\n");
        Write("b.jsonl", "{\"x\":\"b\",\"id\":2}\n{\"id\":1,\"x\":\"a\"}\n");
        var facts = Read();
        Assert.Equal((3L, 2, 1L), (facts.Rows, facts.Columns.Count, facts.Duplicates.Rows));
        Assert.All(facts.Columns, c => Assert.Equal((3L, 0L), (c.Values, c.Missing)));
        Assert.Empty(facts.Malformed);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<PartSchemas>(facts).Status);
    }

    [Fact]
    public void A_corpus_of_texts_is_one_column()
    {
        Write("1.txt", "one, two\nthree\n");
        Write("2.txt", "four\n");
        Assert.Equal((DatasetFormat.Text, 3L), (Read().Format, Read().Rows));
    }

    [Fact]
    public void A_damaged_file_and_a_false_name_are_told()
    {
        Write("a.csv", "id,name\n1,Ana\n");
        File.WriteAllBytes(Path.Combine(_folder, "b.csv"), new ParquetSample { Tail = "PAR2" }.Write("x"));
        var facts = Read();
        Assert.Contains("no footer", facts.Gap!.Reason, StringComparison.Ordinal);
        Assert.Contains("'.csv' promises delimited text", Assert.Single(Reading.Ask<MagicMismatch>(facts).Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_and_one_of_too_many_files_never_pass()
    {
        Assert.Equal(CheckStatus.NotAssessed, Reading.Ask<Duplicates>(Read()).Status);
        for (var i = 0; i < 4; i++) Write($"{i}.csv", "a,b\n1,2\n");
        var facts = Read(new() { Formats = new() { MaximumParts = 3 } });
        Assert.Contains("maximumParts", facts.Gap!.Reason, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Error, Reading.Ask<Duplicates>(facts).Status);
    }

    private DatasetFacts Read(DatasetSettings? settings = null) => DatasetReader.ReadFolder(_folder, settings ?? new(), TestContext.Current.CancellationToken);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
