using System.Security.Cryptography;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Learning;

namespace MlSecPol.Engine.Datasets.Splits;

/// <summary>What is kept of one dataset, say the one for training, to compare another with it: hashes of its rows and keys, its categories, its latest dates.</summary>
public sealed class DatasetReference : IWholeRows, IDisposable
{
    private readonly SplitColumns _columns;
    private readonly HashPartitions _rows;
    private readonly HashPartitions _keys;
    private readonly Dictionary<string, ReferenceColumn> _byName = new(StringComparer.Ordinal);
    private ReferenceColumn[] _byIndex = [];

    private DatasetReference(string path, DatasetSettings settings)
    {
        Path = path;
        _columns = new(settings, Key);
        _rows = new(settings.Limits.DuplicateRowsInMemory, new FirstOfEach().Keep);
        _keys = new(settings.Limits.DuplicateRowsInMemory, new FirstOfEach().Keep);
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Its rows.</summary>
    public long Rows { get; private set; }

    /// <summary>What of it was not read; null when all was.</summary>
    internal string? Gap { get; private set; }

    /// <summary>Hashes are keyed anew for each reference.</summary>
    internal long Key { get; } = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    /// <summary>Names of the features.</summary>
    internal IReadOnlyList<string> Features { get; private set; } = [];

    /// <summary>Guards the hashes, which several comparisons may read at once.</summary>
    internal object Gate { get; } = new();

    /// <summary>Reads a reference.</summary>
    /// <exception cref="ArtifactException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    public static DatasetReference Read(string path, DatasetSettings settings, int parallelism, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(settings);
        var reference = new DatasetReference(path, settings);
        try
        {
            var facts = Directory.Exists(path)
                ? DatasetReader.ReadFolder(path, settings, null, parallelism, reference, token)
                : ReadFile(path, settings, parallelism, reference, token);
            reference.Rows = facts.Rows;
            reference.Gap = !facts.IsTable ? $"the reference is {facts.FormatName}, which is not read as a dataset" : facts.Gap is { } gap ? $"the reference was not read to its end: {gap.Reason}" : null;
            reference.Features = [.. facts.Columns.Where((_, i) => i < reference._columns.AreKeys.Length && !reference._columns.AreKeys[i] && !reference._columns.AreLabels[i]).Select(c => c.Name)];
            return reference;
        }
        catch
        {
            reference.Dispose();
            throw;
        }
    }

    void IWholeRows.Take(RowCells cells, long row, IReadOnlyList<ColumnAccumulator> columns)
    {
        _columns.Update(columns);
        while (_byIndex.Length < columns.Count)
        {
            var column = new ReferenceColumn();
            _byName.TryAdd(columns[_byIndex.Length].Name, column);
            _byIndex = [.. _byIndex, column];
        }

        var hash = _columns.HashOf(cells);
        _rows.Add(hash, new(hash, row));
        for (var i = 0; i < _byIndex.Length; i++)
        {
            var value = cells.Value(i);
            if (value.IsEmpty) continue;
            _byIndex[i].Add(value, row);
            if (!_columns.AreKeys[i]) continue;
            var keyed = _columns.HashOf(i, value);
            _keys.Add(keyed, new(keyed, row, tag: 0));
        }
    }

    /// <summary>What is kept of a column; null when the reference has none of that name.</summary>
    internal ReferenceColumn? Column(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Puts the hashes of a partition of rows, or of keys, into a set; only under <see cref="Gate"/>.</summary>
    internal void Load(bool keys, int partition, HashSet128 into) => (keys ? _keys : _rows).Read(partition, entries =>
    {
        foreach (var entry in entries) into.Add(keys ? entry.Untagged : entry.Hash);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows.Dispose();
        _keys.Dispose();
    }

    private static DatasetFacts ReadFile(string path, DatasetSettings settings, int parallelism, DatasetReference reference, CancellationToken token)
    {
        using var source = FileSource.Open(path);
        return DatasetReader.Read(source, path, settings, null, parallelism, reference, sink: null, token);
    }
}
