namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>The metadata of a Parquet file, as far as reading its pages needs it.</summary>
/// <param name="Elements">The schema.</param>
/// <param name="Groups">Rows and chunks of the row groups.</param>
internal sealed record ParquetFooter(IReadOnlyList<ParquetElement> Elements, IReadOnlyList<(long Rows, IReadOnlyList<ParquetChunk> Chunks)> Groups)
{
    internal static ParquetFooter Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ThriftReader(bytes);
        var elements = new List<ParquetElement>();
        var groups = new List<(long Rows, IReadOnlyList<ParquetChunk> Chunks)>();
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id, type)
            {
                case (2, ThriftReader.List):
                    for (var left = reader.ListHead(out _); left > 0; left--) elements.Add(ParquetElement.Read(ref reader));
                    break;
                case (4, ThriftReader.List):
                    for (var left = reader.ListHead(out _); left > 0; left--) groups.Add(ReadGroup(ref reader));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new(elements, groups);
    }

    private static (long Rows, IReadOnlyList<ParquetChunk> Chunks) ReadGroup(ref ThriftReader reader)
    {
        var chunks = new List<ParquetChunk>();
        var rows = -1L;
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftReader.List):
                    for (var left = reader.ListHead(out _); left > 0; left--) chunks.Add(ParquetChunk.Read(ref reader));
                    break;
                case (3, ThriftReader.I64):
                    rows = reader.Integer(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (rows < 0) throw ThriftReader.Malformed("A row group of the Parquet file has no number of rows.");
        return (rows, chunks);
    }
}
