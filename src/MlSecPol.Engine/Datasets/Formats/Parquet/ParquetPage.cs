namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>The header of a page.</summary>
internal sealed record ParquetPage
{
    internal const int Data = 0, Dictionary = 2, DataV2 = 3;

    internal int Type { get; private set; } = -1;

    internal int UnpackedSize { get; private set; } = -1;

    internal int PackedSize { get; private set; } = -1;

    /// <summary>The checksum of the page as it stands; null where the writer made none.</summary>
    internal uint? Crc { get; private set; }

    internal int Values { get; private set; } = -1;

    internal int Encoding { get; private set; }

    internal int DefinitionEncoding { get; private set; } = 3;

    internal int RepetitionEncoding { get; private set; } = 3;

    /// <summary>Bytes of the levels of a page of the second version, which are never packed.</summary>
    internal int DefinitionBytes { get; private set; }

    internal int RepetitionBytes { get; private set; }

    internal bool IsPacked { get; private set; } = true;

    /// <summary>Bytes of the header.</summary>
    internal int HeaderLength { get; private set; }

    internal static ParquetPage Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ThriftReader(bytes);
        var page = new ParquetPage();
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftReader.I32):
                    page.Type = reader.Int32(type);
                    break;
                case (2, ThriftReader.I32):
                    page.UnpackedSize = reader.Int32(type);
                    break;
                case (3, ThriftReader.I32):
                    page.PackedSize = reader.Int32(type);
                    break;
                case (4, ThriftReader.I32):
                    page.Crc = (uint)reader.Int32(type);
                    break;
                case (5 or 7 or 8, ThriftReader.Struct):
                    page.ReadDetails(ref reader, id);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        page.HeaderLength = reader.Position;
        return page;
    }

    private void ReadDetails(ref ThriftReader reader, int kind)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (kind, id, type)
            {
                case (_, 1, ThriftReader.I32):
                    Values = reader.Int32(type);
                    break;
                case (5 or 7, 2, ThriftReader.I32) or (8, 4, ThriftReader.I32):
                    Encoding = reader.Int32(type);
                    break;
                case (5, 3, ThriftReader.I32):
                    DefinitionEncoding = reader.Int32(type);
                    break;
                case (5, 4, ThriftReader.I32):
                    RepetitionEncoding = reader.Int32(type);
                    break;
                case (8, 5, ThriftReader.I32):
                    DefinitionBytes = reader.Int32(type);
                    break;
                case (8, 6, ThriftReader.I32):
                    RepetitionBytes = reader.Int32(type);
                    break;
                case (8, 7, ThriftReader.True or ThriftReader.False):
                    IsPacked = type == ThriftReader.True;
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }
}
