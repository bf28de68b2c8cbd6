namespace MlSecPol.Engine.Datasets.Formats.Parquet;

/// <summary>One element of the schema, in the order in which the footer lists them: parents before their children.</summary>
internal sealed record ParquetElement
{
    internal const int Required = 0, Optional = 1, Repeated = 2;

    internal string Name { get; private set; } = string.Empty;

    /// <summary>The physical type; -1 for groups.</summary>
    internal int Type { get; private set; } = -1;

    internal int TypeLength { get; private set; }

    internal int Repetition { get; private set; }

    internal int Children { get; private set; }

    /// <summary>The older annotation; -1 without.</summary>
    internal int Converted { get; private set; } = -1;

    internal int Scale { get; private set; }

    /// <summary>The number of the newer annotation in its union; 0 without.</summary>
    internal int Logical { get; private set; }

    internal int TimeUnit { get; private set; }

    internal bool IsUtc { get; private set; }

    internal bool IsSigned { get; private set; } = true;

    internal static ParquetElement Read(ref ThriftReader reader)
    {
        var element = new ParquetElement();
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id, type)
            {
                case (1, ThriftReader.I32):
                    element.Type = reader.Int32(type);
                    break;
                case (2, ThriftReader.I32):
                    element.TypeLength = reader.Int32(type);
                    break;
                case (3, ThriftReader.I32):
                    element.Repetition = reader.Int32(type);
                    break;
                case (4, ThriftReader.Binary):
                    element.Name = reader.Text();
                    break;
                case (5, ThriftReader.I32):
                    element.Children = reader.Int32(type);
                    break;
                case (6, ThriftReader.I32):
                    element.Converted = reader.Int32(type);
                    break;
                case (7, ThriftReader.I32):
                    element.Scale = reader.Int32(type);
                    break;
                case (10, ThriftReader.Struct):
                    element.ReadLogical(ref reader);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return element;
    }

    private void ReadLogical(ref ThriftReader reader)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            Logical = id;
            if (type == ThriftReader.Struct) ReadParameters(ref reader, id);
            else reader.Skip(type);
        }
    }

    private void ReadParameters(ref ThriftReader reader, int logical)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (logical, id, type)
            {
                case (5, 1, ThriftReader.I32):
                    Scale = reader.Int32(type);
                    break;
                case (7 or 8, 1, ThriftReader.True or ThriftReader.False):
                    IsUtc = type == ThriftReader.True;
                    break;
                case (7 or 8, 2, ThriftReader.Struct):
                    ReadUnit(ref reader);
                    break;
                case (10, 2, ThriftReader.True or ThriftReader.False):
                    IsSigned = type == ThriftReader.True;
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private void ReadUnit(ref ThriftReader reader)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            TimeUnit = id;
            reader.Skip(type);
        }
    }
}
