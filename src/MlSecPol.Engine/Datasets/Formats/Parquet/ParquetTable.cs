using System.Buffers.Binary;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>
/// Reads Parquet row group by row group, column by column, page by page. Every length is held against the file and the limits before anything is made for it, and
/// every page that carries a CRC-32 is held against it before it is unpacked.
/// </summary>
internal static class ParquetTable
{
    private const int TailLength = 8;

    internal static DatasetFacts Read(DatasetFacts facts, ByteSource source, CellSink sink, DatasetSettings settings, CancellationToken token)
    {
        Span<byte> ends = stackalloc byte[TailLength];
        if (source.Length < TailLength + 4 || source.Read(source.Length - TailLength, ends) < TailLength) throw CutOff();
        if (ends[4..].SequenceEqual("PARE"u8)) return facts with { Format = DatasetFormat.Other, FormatName = "Parquet with an encrypted footer" };
        if (!ends[4..].SequenceEqual("PAR1"u8)) throw CutOff();
        var length = BinaryPrimitives.ReadUInt32LittleEndian(ends);
        if (length > source.Length - TailLength - 4) throw ThriftReader.Malformed("The footer of the Parquet file claims to be longer than the file.");
        if (length > settings.Formats.MetadataBytes)
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"The footer has {length} bytes, more than the limit of {settings.Formats.MetadataBytes} (metadataBytes).", "Raise metadataBytes in the settings if the file is trusted.");
        var bytes = new byte[length];
        var end = source.Length - TailLength - length;
        source.Read(end, bytes);
        var footer = ParquetFooter.Read(bytes);
        var leaves = ParquetSchema.Leaves(footer.Elements);
        foreach (var leaf in leaves) sink.AddColumn(leaf.Name, leaf.MaximumRepetition > 0);
        using var reader = new ParquetColumnReader(source.Slice(0, end), sink, settings.Formats, token);
        try
        {
            foreach (var (rows, chunks) in footer.Groups)
            {
                if (!sink.IsOpen) break;
                ReadGroup(leaves, rows, chunks, reader, sink, settings.Formats);
            }
        }
        catch (ArtifactException e) when (e.Kind != ArtifactErrorKind.ReadFailed)
        {
            sink.Leave($"{e.Message.TrimEnd('.')}, in row group {reader.Groups}{(reader.Column is { } column ? $", column '{column}'" : string.Empty)}");
        }

        return facts with { Storage = facts.Storage with { PageChecksums = reader.Checksums } };
    }

    private static void ReadGroup(
        IReadOnlyList<ParquetLeaf> leaves, long rows, IReadOnlyList<ParquetChunk> chunks, ParquetColumnReader reader, CellSink sink, FormatLimits limits)
    {
        reader.BeginGroup();
        if (chunks.Count != leaves.Count) throw ThriftReader.Malformed($"The row group has {chunks.Count} columns, the schema has {leaves.Count}.");
        if (rows > limits.GroupRows)
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"The row group has {rows} rows, more than the limit of {limits.GroupRows} (groupRows).", "Raise groupRows in the settings if the file is trusted.");
        if (rows == 0) return;
        sink.BeginRows((int)rows);
        var encrypted = 0;
        for (var i = 0; i < leaves.Count && sink.IsOpen; i++)
        {
            if (chunks[i].IsEncrypted)
            {
                encrypted++;
                continue;
            }

            sink.BeginColumn(i);
            reader.Read(leaves[i], chunks[i], (int)rows);
        }

        sink.EndRows();
        if (encrypted > 0) sink.Leave($"{encrypted} of {leaves.Count} columns are encrypted and were not read");
    }

    private static ArtifactException CutOff() => ThriftReader.Malformed("The Parquet file has no footer, its end is missing.");
}
