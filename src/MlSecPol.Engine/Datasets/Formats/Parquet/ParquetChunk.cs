namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>Where the values of one column of one row group stand.</summary>
internal sealed record ParquetChunk
{
    /// <summary>The file that holds the pages, where it is another one.</summary>
    internal string? File { get; private set; }

    internal bool IsEncrypted { get; private set; }

    internal int Codec { get; private set; }

    internal long Values { get; private set; }

    /// <summary>The first byte of its first page.</summary>
    internal long Start => DictionaryOffset > 0 && DictionaryOffset < DataOffset ? DictionaryOffset : DataOffset;

    /// <summary>Bytes of all pages as the footer states them; 0 where it does not.</summary>
    internal long Length { get; private set; }

    private long DataOffset { get; set; }

    private long DictionaryOffset { get; set; }

    internal static ParquetChunk Read(ref ThriftReader reader)
    {
        var chunk = new ParquetChunk();
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftReader.Binary):
                    chunk.File = reader.Text();
                    break;
                case (3, ThriftReader.Struct):
                    chunk.ReadMetadata(ref reader);
                    break;
                case (8, ThriftReader.Struct):
                    chunk.IsEncrypted = true;
                    reader.Skip(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return chunk;
    }

    private void ReadMetadata(ref ThriftReader reader)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id, type)
            {
                case (4, ThriftReader.I32):
                    Codec = reader.Int32(type);
                    break;
                case (5, ThriftReader.I64):
                    Values = reader.Integer(type);
                    break;
                case (7, ThriftReader.I64):
                    Length = reader.Integer(type);
                    break;
                case (9, ThriftReader.I64):
                    DataOffset = reader.Integer(type);
                    break;
                case (11, ThriftReader.I64):
                    DictionaryOffset = reader.Integer(type);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}
