using System.Formats.Tar;
using System.IO.Compression;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using SharpCompress.Compressors.BZip2;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Formats;

public sealed class PackedTests
{
    private static readonly byte[] Table = System.Text.Encoding.UTF8.GetBytes("id,name\n1,Ana\n2,Bo\n");

    // printf 'id,name\n1,Ana\n2,Bo\n' | zstd -19, and | xz -6
    private static readonly byte[] Zstandard = Convert.FromBase64String("KLUv/QRomQAAaWQsbmFtZQoxLEFuYQoyLEJvCpVZcQ4=");
    private static readonly byte[] Xz = Convert.FromBase64String("/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQASaWQsbmFtZQoxLEFuYQoyLEJvCgAAaEpQWs4HJVUAASsTnAlI0h+2830BAAAAAARZWg==");

    public static TheoryData<string> Packings => ["t.csv.gz", "t.csv.bz2", "t.csv.zst", "t.csv.xz", "t.zip", "t.tar", "t.tar.gz", "t.tgz", "t.csv.gz.gz"];

    [Theory]
    [MemberData(nameof(Packings))]
    public void A_packed_table_is_read_like_a_plain_one(string name)
    {
        var facts = Cells.Are(Pack(name), name, ("id", ["1", "2"]), ("name", ["Ana", "Bo"]));
        Assert.Equal((DatasetFormat.Delimited, 2L), (facts.Format, facts.Rows));
        Assert.StartsWith("comma-separated text in", facts.FormatName, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<MagicMismatch>(facts).Status);
    }

    [Theory]
    [MemberData(nameof(Packings))]
    public void A_packed_table_that_is_cut_off_never_passes(string name)
    {
        var content = Pack(name);
        for (var length = 1; length < content.Length; length += Math.Max(1, content.Length / 60))
        {
            // Behind the table a tar archive has nothing but zeros.
            if (name == "t.tar" && length >= 1024) break;
            var facts = Reading.Of(content[..length], name);
            // Of the first few bytes no format can be told; then they are not what the name promises.
            var isNamed = Reading.Ask<MagicMismatch>(facts).Status != CheckStatus.Fail;
            foreach (var verdict in (MlSecPol.Engine.Checks.Verdict[])[Reading.Ask<FormulaInjection>(facts), Reading.Ask<MissingValues>(facts)])
                Assert.True(!isNamed || verdict.Status is CheckStatus.Error or CheckStatus.NotAssessed or CheckStatus.Fail, $"{length} of {content.Length} bytes: {verdict.Status} {verdict.Message}");
        }
    }

    [Fact]
    public void The_name_inside_is_held_against_the_content()
    {
        Assert.Equal(CheckStatus.Fail, Reading.Ask<MagicMismatch>(Reading.Of(Pack("t.csv.gz"), "t.json.gz")).Status);
        Assert.Equal(CheckStatus.Fail, Reading.Ask<MagicMismatch>(Reading.Of(Pack("t.csv.gz"), "t.csv")).Status);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<MagicMismatch>(Reading.Of(Pack("t.csv.gz"), "t.gz")).Status);
    }

    [Fact]
    public void A_bomb_ends_at_the_limit()
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            zeros.AsSpan().Fill((byte)'a');
            for (var i = 0; i < 64; i++) gzip.Write(zeros);
        }

        var facts = Reading.Of(target.ToArray(), "t.csv.gz", new() { Formats = new() { RatioFreeBytes = 1 << 20, ExpansionRatio = 10 } });
        Assert.Contains("ExpansionRatio", facts.Gap!.Reason, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Error, Reading.Ask<MissingValues>(facts).Status);
    }

    [Fact]
    public void Layers_are_counted()
    {
        var content = Table;
        for (var i = 0; i < 6; i++) content = Gzip(content);
        var facts = Reading.Of(content, "t.csv.gz");
        Assert.Contains("nestingDepth", facts.Gap!.Reason, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Error, Reading.Ask<MissingValues>(facts).Status);
    }

    [Fact]
    public void A_member_with_another_checksum_never_passes()
    {
        var content = Zip(("t.csv", Table), CompressionLevel.NoCompression);
        content[content.AsSpan().IndexOf("Ana"u8)] = (byte)'E';
        var facts = Reading.Of(content, "t.zip");
        Assert.Contains("checksum", facts.Gap!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_office_file_is_named_and_not_assessed()
    {
        var facts = Reading.Of(Zip([("[Content_Types].xml", Table), ("xl/workbook.xml", Table)], CompressionLevel.Fastest), "t.xlsx");
        Assert.Equal(DatasetFormat.Other, facts.Format);
        var verdict = Reading.Ask<Duplicates>(facts);
        Assert.Equal(CheckStatus.NotAssessed, verdict.Status);
        Assert.Contains("Excel workbook", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_with_the_same_columns_are_one_table()
    {
        var facts = Cells.Are(
            Zip([("part-1.csv", Table), ("part-2.csv", System.Text.Encoding.UTF8.GetBytes("id;name\n3;Cyd\n1;Ana\n"))], CompressionLevel.Fastest),
            "t.zip",
            ("id", ["1", "2", "3", "1"]),
            ("name", ["Ana", "Bo", "Cyd", "Ana"]));
        Assert.Equal((4L, 2), (facts.Rows, facts.Storage.Parts.Count));
        Assert.Equal(("part-2.csv", 3L, 2L, null), (facts.Storage.Parts[1].Name, facts.Storage.Parts[1].FirstRow, facts.Storage.Parts[1].Rows, facts.Storage.Parts[1].Difference));
        Assert.All(facts.Columns, c => Assert.DoesNotContain("(absent)", c.MissingKinds.Keys));
    }

    [Fact]
    public void Members_with_other_columns_are_named_and_nothing_passes()
    {
        var facts = Reading.Of(Zip([("a.csv", Table), ("b.csv", System.Text.Encoding.UTF8.GetBytes("name,id\nx,1\n")), ("c.csv", Table)], CompressionLevel.Fastest), "t.zip");
        Assert.Contains("'b.csv'", facts.Gap!.Reason, StringComparison.Ordinal);
        Assert.Equal((4L, "its column 1 is 'name', not 'id'"), (facts.Rows, facts.Storage.Parts[1].Difference));
        Assert.Equal(2, facts.Duplicates.Rows);
        Assert.Equal(CheckStatus.Error, Reading.Ask<FormulaInjection>(facts).Status);
    }

    private static byte[] Pack(string name) => name switch
    {
        "t.csv.gz" => Gzip(Table),
        "t.csv.gz.gz" => Gzip(Gzip(Table)),
        "t.csv.bz2" => Bzip2(Table),
        "t.csv.zst" => Zstandard,
        "t.csv.xz" => Xz,
        "t.zip" => Zip(("t.csv", Table), CompressionLevel.Fastest),
        "t.tar" => Tar(("t.csv", Table)),
        _ => Gzip(Tar(("t.csv", Table))),
    };

    private static byte[] Gzip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return target.ToArray();
    }

    private static byte[] Bzip2(byte[] content)
    {
        using var target = new MemoryStream();
        using (var stream = BZip2Stream.Create(target, SharpCompress.Compressors.CompressionMode.Compress, decompressConcatenated: false, leaveOpen: true)) stream.Write(content);
        return target.ToArray();
    }

    private static byte[] Zip((string Name, byte[] Content) member, CompressionLevel level) => Zip([member], level);

    private static byte[] Zip((string Name, byte[] Content)[] members, CompressionLevel level)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var stream = zip.CreateEntry(name, level).Open();
                stream.Write(content);
            }
        }

        return target.ToArray();
    }

    private static byte[] Tar((string Name, byte[] Content) member)
    {
        using var target = new MemoryStream();
        using (var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, member.Name) { DataStream = new MemoryStream(member.Content) });
        return target.ToArray();
    }
}
