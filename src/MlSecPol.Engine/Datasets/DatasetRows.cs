using System.Collections;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>Takes the rows of a dataset one by one from a program, without keeping them.</summary>
public sealed class DatasetRows : IDisposable
{
    private const int MostNested = 1000;

    private readonly string _name;
    private readonly DatasetSettings _settings;
    private readonly CancellationToken _token;
    private readonly TableAccumulator _table;
    private readonly Dictionary<string, (ColumnAccumulator Column, long Key)> _columns = new(StringComparer.Ordinal);
    private byte[] _text = new byte[256];
    private UInt128 _hash;
    private long _nameBytes;

    /// <summary>Begins a dataset.</summary>
    /// <param name="name">What results call it.</param>
    /// <param name="settings">Limits and what counts as missing, and so on.</param>
    /// <param name="token">Ends the taking.</param>
    public DatasetRows(string name, DatasetSettings settings, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_name, _settings, _token) = (name, settings, token);
        _table = new(settings);
    }

    /// <summary>Whether further rows are looked at; a limit ends it.</summary>
    public bool IsOpen => _table.Gap is null;

    /// <summary>Rows taken so far.</summary>
    public long Rows => _table.Rows;

    /// <summary>Begins a row.</summary>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public void BeginRow()
    {
        _token.ThrowIfCancellationRequested();
        _table.Rows++;
        _hash = UInt128.Zero;
    }

    /// <summary>
    /// Adds a value: texts as they are, numbers and dates as a delimited file would have them, each element of a list by itself, and null as missing.
    /// </summary>
    public void Add(string column, object? value)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (value is IEnumerable list and not string)
        {
            var (count, name) = (0, column + "[]");
            foreach (var item in list)
            {
                if (++count > MostNested)
                {
                    _table.Gap ??= new($"a list of '{column}' has more elements than {MostNested}", _table.Rows, Offset: null);
                    return;
                }

                Add(name, item, place: count);
            }

            return;
        }

        Add(column, value, place: 0);
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        if (IsOpen) _table.AddRowHash(_hash, _table.Rows);
    }

    /// <summary>Ends the dataset.</summary>
    /// <returns>What the rows showed.</returns>
    public DatasetFacts Complete()
    {
        var facts = new DatasetFacts { Path = _name, Length = 0, Format = DatasetFormat.Objects, FormatName = "objects of the pipeline" };
        return DatasetReader.Complete(facts with { Encoding = _table.EncodingFacts(TextEncoding.Utf8, hasMark: false, invalidUnits: null) }, _table, _token);
    }

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();

    private void Add(string name, object? value, int place)
    {
        if (!IsOpen) return;
        var (column, key) = Find(name);
        if (column is null) return;
        column.IsRepeated |= place > 0;
        key ^= place;
        if (value is null)
        {
            column.AddNull(_table.Rows);
            _hash += RowHash.Of([], key ^ long.MinValue);
            return;
        }

        var text = Write(value);
        if (text.Length > _settings.Limits.MaximumCellBytes)
        {
            _table.Gap = new($"a value of '{column.Name}' is longer than the limit of {_settings.Limits.MaximumCellBytes} bytes (maximumCellBytes)", _table.Rows, Offset: null);
            return;
        }

        column.Add(text, _table.Rows, offset: null);
        var traits = TableAccumulator.Inspect(text);
        if ((traits & RecordTraits.Invisible) != 0) column.AddHazards(text, _table.Rows, offset: null);
        if ((traits & RecordTraits.Nul) != 0) _table.AddMalformed(MalformedKind.NulByte, _table.Rows, offset: null);
        _hash += RowHash.Of(text, key);
    }

    private (ColumnAccumulator? Column, long Key) Find(string name)
    {
        if (_columns.TryGetValue(name, out var found)) return found;
        _nameBytes += name.Length;
        if (_columns.Count >= _settings.Limits.MaximumColumns || _nameBytes > _settings.Limits.MaximumRecordBytes)
        {
            _table.Gap = new($"the rows have more properties than the limit of {_settings.Limits.MaximumColumns} columns (maximumColumns), or names longer than a record may be", _table.Rows, Offset: null);
            return default;
        }

        var key = _table.HashKey ^ (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(name));
        return _columns[name] = (_table.AddColumn(name, isDeclared: true), key);
    }

    private ReadOnlySpan<byte> Write(object value)
    {
        var text = value switch
        {
            string s => s,
            bool truth => truth ? "true" : "false",
            DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? string.Empty,
        };
        var needed = Encoding.UTF8.GetMaxByteCount(Math.Min(text.Length, _settings.Limits.MaximumCellBytes + 1));
        if (_text.Length < needed) _text = new byte[needed];
        // What is longer than a cell may be is cut one character behind the limit, which is enough to see that it is too long.
        var cut = text.AsSpan(0, Math.Min(text.Length, _settings.Limits.MaximumCellBytes + 1));
        return _text.AsSpan(0, Encoding.UTF8.GetBytes(cut, _text));
    }
}
