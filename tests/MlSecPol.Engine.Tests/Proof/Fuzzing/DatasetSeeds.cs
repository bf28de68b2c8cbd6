using System.IO.Compression;
using System.Text;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Tests.Datasets.Formats;
using Parquet;

namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>Whole datasets of every format that is read, each with the damage that gets past the first look of its reader.</summary>
internal static class DatasetSeeds
{
    private static readonly byte[] Csv = Encoding.UTF8.GetBytes("id,mail,note\n1,ana@example.org,\"a, \"\"b\"\"\n c\"\n2,4111 1111 1111 1111,GB82 WEST 1234 5698 7654 32\n");

    private static readonly byte[] Json = Encoding.UTF8.GetBytes("{\"meta\": [1, {\"n\": 2}], \"rows\": [{\"id\": 1, \"t\": [\"a\", {\"b\": \"\\u00e9\"}]}, {\"id\": 2, \"t\": null}], \"end\": true}");

    /// <summary>The seeds with their format, the name that they are read under, and how they are damaged.</summary>
    internal static IReadOnlyList<(DatasetFormat Format, string Name, byte[] Content, Func<Random, byte[], byte[], byte[]> Damage)> All { get; } =
    [
        (DatasetFormat.Delimited, "t.csv", Csv, TextDamage.Apply),
        (DatasetFormat.JsonLines, "t.jsonl", Encoding.UTF8.GetBytes("{\"id\":1,\"t\":[\"a\"]}\n{\"id\":2,\"t\":null}\n"), TextDamage.Apply),
        (DatasetFormat.JsonRecords, "t.json", Json, TextDamage.Apply),
        (DatasetFormat.JsonRecords, "t.json", Encoding.UTF8.GetBytes("[{\"id\": 1, \"t\": \"x\"},\n {\"id\": 2}]"), TextDamage.Apply),
        (DatasetFormat.Text, "t.txt", Encoding.UTF8.GetBytes("A line, and\nanother one.\n\nThe end\n"), TextDamage.Apply),
        .. new[] { CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Brotli, CompressionMethod.Zstd, CompressionMethod.Lz4Raw }
            .Select(c => (DatasetFormat.Parquet, "t.parquet", ParquetTests.File(c), (Func<Random, byte[], byte[], byte[]>)FieldDamage.Apply)),
        (DatasetFormat.Parquet, "t.parquet", new ParquetSample().Write("alpha", "beta", "gamma"), FieldDamage.Apply),
        (DatasetFormat.Arrow, "t.arrow", ArrowTests.Write("t.arrow", string.Empty, batches: 2), FieldDamage.Apply),
        (DatasetFormat.Arrow, "t.arrow", ArrowTests.Write("t.arrow", "lz4"), FieldDamage.Apply),
        (DatasetFormat.Arrow, "t.arrows", ArrowTests.Write("t.arrows", "zstd"), FieldDamage.Apply),
        (DatasetFormat.Arrow, "t.arrows", ArrowTests.Write("t.arrows", string.Empty), FieldDamage.Apply),
        (DatasetFormat.NumPy, "t.npy", NumPyFiles.Records, HeaderDamage.NumPy),
        (DatasetFormat.NumPy, "t.npy", NumPyFiles.ByColumn, HeaderDamage.NumPy),
        (DatasetFormat.NumPy, "t.npy", NumPyFiles.Nested, HeaderDamage.NumPy),
        (DatasetFormat.NumPy, "t.npz", NumPyFiles.Archive, ZipDamage.Apply),
        (DatasetFormat.Delimited, "t.csv.gz", Gzip(Csv), LayerDamage.Gzip),
        (DatasetFormat.JsonRecords, "t.json.gz", Gzip(Json), LayerDamage.Gzip),
        (DatasetFormat.Delimited, "t.zip", Zip(Csv), ZipDamage.Apply),
    ];

    private static byte[] Gzip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content);
        return target.ToArray();
    }

    private static byte[] Zip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in (string[])["a.csv", "b.csv"])
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return target.ToArray();
    }
}
