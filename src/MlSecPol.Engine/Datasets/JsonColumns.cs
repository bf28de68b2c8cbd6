using System.IO.Hashing;
using System.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>The columns of JSON records by the path of their members, found without making a string for each value.</summary>
internal sealed class JsonColumns(TableAccumulator table, DatasetLimits limits)
{
    private static readonly PathComparer Comparer = new();

    private readonly Dictionary<byte[], ColumnAccumulator> _byPath = new(Comparer);
    private byte[] _path = new byte[256];
    private long _nameBytes;

    /// <summary>The path of the member at hand.</summary>
    internal ReadOnlySpan<byte> Path => _path.AsSpan(0, PathLength);

    internal int PathLength { get; private set; }

    internal bool IsInArray => Path.IndexOf("[]"u8) >= 0;

    internal void Reset() => PathLength = 0;

    internal void Truncate(int length) => PathLength = length;

    internal void AppendMember(ReadOnlySpan<byte> name)
    {
        if (PathLength > 0) Append("."u8);
        Append(name);
    }

    internal void AppendArray() => Append("[]"u8);

    /// <summary>The column of the member at hand, made when it is new; null when there are too many, or their names together are longer than a record may be.</summary>
    internal ColumnAccumulator? Current()
    {
        var lookup = _byPath.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(Path, out var column)) return column;
        _nameBytes += PathLength;
        if (table.Columns.Count >= limits.MaximumColumns || _nameBytes > limits.MaximumRecordBytes) return null;
        column = table.AddColumn(Encoding.UTF8.GetString(Path), isDeclared: true);
        _byPath[Path.ToArray()] = column;
        return column;
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        if (PathLength + text.Length > _path.Length) Array.Resize(ref _path, Math.Max(_path.Length * 2, PathLength + text.Length));
        text.CopyTo(_path.AsSpan(PathLength));
        PathLength += text.Length;
    }

    private sealed class PathComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)XxHash3.HashToUInt64(alternate);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
