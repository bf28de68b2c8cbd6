using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Formats;

/// <summary>Files and streams that Apache.Arrow writes.</summary>
public sealed class ArrowTests
{
    private static readonly (string, string?[])[] Expected =
    [
        ("id", ["1", "-2", "3"]),
        ("name", ["Ana", null, "Éva"]),
        ("score", ["0.5", "NaN", null]),
        ("ok", ["true", "false", null]),
        ("day", ["2024-02-29", "1969-12-31", "1970-01-01"]),
        ("at", ["2024-02-29T01:02:03.45Z", null, "1970-01-01T00:00:00Z"]),
        ("amount", ["12.50", "-0.05", "0.00"]),
        ("tags[]", ["x", "y", null, "z"]),
        ("place.city", ["Ulm", null, "Bern"]),
        ("kind", ["red", "blue", "red"]),
        ("big", ["18446744073709551615", "0", "1"]),
    ];

    public static TheoryData<string, string> Forms => new()
    {
        { "t.arrow", "" }, { "t.arrow", "lz4" }, { "t.arrow", "zstd" }, { "t.feather", "lz4" }, { "t.arrows", "" }, { "t.arrows", "zstd" }, { "legacy.arrows", "" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Values_of_all_kinds_are_read_from_files_and_streams_packed_and_not(string name, string codec)
    {
        var facts = Cells.Are(Write(name, codec), name, Expected);
        Assert.Equal((DatasetFormat.Arrow, 3L), (facts.Format, facts.Rows));
        Assert.Equal(CheckStatus.Pass, Reading.Ask<MagicMismatch>(facts).Status);
        Assert.Equal(CheckStatus.NotApplicable, Reading.Ask<RaggedRows>(facts).Status);
    }

    [Fact]
    public void Batches_follow_each_other()
    {
        var facts = Reading.Of(Write("t.arrow", "", batches: 3), "t.arrow");
        Assert.Equal((9L, 6L, null), (facts.Rows, facts.Duplicates.Rows, facts.Gap));
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_never_passes()
    {
        var content = Write("t.arrow", "");
        for (var length = 8; length < content.Length; length += 7)
            Assert.Equal(CheckStatus.Error, Reading.Ask<MissingValues>(Reading.Of(content[..length], "t.arrow")).Status);
    }

    [Fact]
    public void A_footer_that_lists_other_batches_than_stand_in_the_file_never_passes()
    {
        var content = Write("t.arrow", "", batches: 2);
        // The last 64-bit number in the footer that is the place of the second batch.
        var second = BitConverter.GetBytes(Places(content)[1]);
        var at = content.AsSpan().LastIndexOf(second);
        BitConverter.GetBytes(Places(content)[0]).CopyTo(content, at);
        Assert.Contains("footer", Reading.Of(content, "t.arrow").Gap!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_number_of_the_metadata_may_be_false_and_nothing_crashes_or_takes_memory()
    {
        foreach (var content in (byte[][])[Write("t.arrow", ""), Write("t.arrows", "lz4")])
        {
            for (var at = 8; at + 8 <= content.Length; at += 4)
            {
                foreach (var value in (long[])[-1, int.MaxValue, long.MaxValue, 1L << 33, 0])
                {
                    var damaged = (byte[])content.Clone();
                    BitConverter.GetBytes(value).AsSpan(0, at % 8 == 0 ? 8 : 4).CopyTo(damaged.AsSpan(at));
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    var facts = Reading.Of(damaged, "t.arrow");
                    Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200 << 20);
                    Assert.NotNull(Reading.Ask<MissingValues>(facts).Message);
                }
            }
        }
    }

    private static List<long> Places(byte[] content)
    {
        var places = new List<long>();
        for (var at = 8; at + 8 <= content.Length;)
        {
            if (BitConverter.ToUInt32(content, at) != uint.MaxValue) break;
            var length = BitConverter.ToInt32(content, at + 4);
            if (length == 0) break;
            var message = Message(content.AsSpan(at + 8, length));
            if (message.Type == 3) places.Add(at);
            at += 8 + length + (int)message.Body;
        }

        return places;
    }

    private static (int Type, long Body) Message(ReadOnlySpan<byte> bytes)
    {
        var table = BitConverter.ToInt32(bytes);
        var virtualAt = table - BitConverter.ToInt32(bytes[table..]);
        var hasBody = BitConverter.ToUInt16(bytes[virtualAt..]) > 10 && BitConverter.ToUInt16(bytes[(virtualAt + 10)..]) > 0;
        return (bytes[table + BitConverter.ToUInt16(bytes[(virtualAt + 6)..])], !hasBody ? 0 : BitConverter.ToInt64(bytes[(table + BitConverter.ToUInt16(bytes[(virtualAt + 10)..]))..]));
    }

    internal static byte[] Write(string name, string codec, int batches = 1)
    {
        using var batch = Batch();
        using var stream = new MemoryStream();
        var options = new IpcOptions { WriteLegacyIpcFormat = name == "legacy.arrows" };
        if (codec.Length > 0)
        {
            options.CompressionCodec = codec == "lz4" ? CompressionCodecType.Lz4Frame : CompressionCodecType.Zstd;
            options.CompressionCodecFactory = new CompressionCodecFactory();
        }

        using var writer = name.EndsWith(".arrows", StringComparison.Ordinal) ? new ArrowStreamWriter(stream, batch.Schema, leaveOpen: true, options) : new ArrowFileWriter(stream, batch.Schema, leaveOpen: true, options);
        for (var i = 0; i < batches; i++) writer.WriteRecordBatch(batch);
        writer.WriteEnd();
        return stream.ToArray();
    }

    private static RecordBatch Batch()
    {
        var tags = new ListArray.Builder(StringType.Default);
        var texts = (StringArray.Builder)tags.ValueBuilder;
        tags.Append();
        texts.Append("x").Append("y");
        tags.AppendNull();
        tags.Append();
        texts.Append("z");
        var place = new StructType([new Field("city", StringType.Default, nullable: true)]);
        var cities = new StringArray.Builder().Append("Ulm").Append("-").Append("Bern").Build();
        var isThere = new ArrowBuffer.BitmapBuilder().Append(true).Append(false).Append(true).Build();
        var kinds = new DictionaryArray(
            new DictionaryType(Int8Type.Default, StringType.Default, ordered: false),
            new Int8Array.Builder().AppendRange([1, 0, 1]).Build(),
            new StringArray.Builder().Append("blue").Append("red").Build());
        var utc = new TimestampType(TimeUnit.Microsecond, "UTC");
        return new RecordBatch.Builder()
            .Append("id", nullable: false, new Int32Array.Builder().AppendRange([1, -2, 3]).Build())
            .Append("name", nullable: true, new StringArray.Builder().Append("Ana").AppendNull().Append("Éva").Build())
            .Append("score", nullable: true, new DoubleArray.Builder().Append(0.5).Append(double.NaN).AppendNull().Build())
            .Append("ok", nullable: true, new BooleanArray.Builder().Append(true).Append(false).AppendNull().Build())
            .Append("day", nullable: false, new Date32Array.Builder().Append(new DateOnly(2024, 2, 29)).Append(new DateOnly(1969, 12, 31)).Append(new DateOnly(1970, 1, 1)).Build())
            .Append("at", nullable: true, new TimestampArray.Builder(utc).Append(new DateTimeOffset(2024, 2, 29, 1, 2, 3, 450, TimeSpan.Zero)).AppendNull().Append(DateTimeOffset.UnixEpoch).Build())
            .Append("amount", nullable: false, new Decimal128Array.Builder(new Decimal128Type(10, 2)).Append(12.5m).Append(-0.05m).Append(0m).Build())
            .Append("tags", nullable: true, tags.Build())
            .Append("place", nullable: true, new StructArray(place, 3, [cities], isThere, 1))
            .Append("kind", nullable: false, kinds)
            .Append("big", nullable: false, new UInt64Array.Builder().AppendRange([ulong.MaxValue, 0, 1]).Build())
            .Build();
    }
}
