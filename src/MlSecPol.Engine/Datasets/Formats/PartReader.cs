using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>Adds several files to one table: the first says which columns there are, and each further one is held against them.</summary>
internal sealed class PartReader(TableAccumulator table)
{
    private readonly List<DatasetPart> _parts = [];
    private DatasetFacts? _first;

    /// <summary>Adds a file. Files that are no tables are passed over and said to be so.</summary>
    internal void Add(ContentReader reader, ByteSource content, string name, int depth)
    {
        var (rows, columns) = (table.Rows, table.Columns.Count);
        table.BeginPart(_first is null ? PartColumns.New : IsNamed(_first.Format) ? PartColumns.ByName : PartColumns.ByPlace);
        DatasetFacts facts;
        try
        {
            facts = reader.Read(content, name, depth, bytesRead: null);
        }
        catch (PartMismatchException e)
        {
            _parts.Add(new(name, "table", 0, 0, e.Message));
            return;
        }

        if (!facts.IsTable)
        {
            _parts.Add(new(name, facts.FormatName, 0, 0, BrokenPromise: DatasetExtensions.BrokenPromise(facts)));
            return;
        }

        _parts.Add(new(name, facts.FormatName, rows + 1, table.Rows - rows, _first is null ? null : Difference(facts, columns), DatasetExtensions.BrokenPromise(facts)));
        _first ??= facts;
    }

    /// <summary>Names a file that stands beside the data and is not read.</summary>
    internal void PassOver(string name) => _parts.Add(new(name, "a file beside the data", 0, 0));

    /// <summary>The facts of the whole.</summary>
    internal DatasetFacts Complete(DatasetFacts whole)
    {
        var skipped = _parts.Find(p => p is { Difference: not null, FirstRow: 0 });
        if (skipped is not null) table.Gap ??= new($"'{skipped.Name}' cannot be read as a part of the dataset: {skipped.Difference}", Row: null, Offset: null);
        var storage = whole.Storage with { Parts = _parts };
        if (_first is null) return whole with { Storage = storage, FormatName = $"{whole.FormatName}, none of them a table" };
        return whole with
        {
            Format = _first.Format,
            FormatName = $"{_first.FormatName} in {whole.FormatName}",
            Encoding = _first.Encoding,
            Delimiter = _first.Delimiter,
            HasHeader = _first.HasHeader,
            Storage = storage,
        };
    }

    private string? Difference(DatasetFacts facts, int columns)
    {
        if (facts.Format != _first!.Format) return $"it is {facts.FormatName}, the first file is {_first.FormatName}";
        var added = table.Columns.Skip(columns).Select(c => $"'{c.Name}'").ToList();
        if (added.Count > 0) return $"it has {(added.Count == 1 ? "the column" : "the columns")} {string.Join(", ", added.Take(5))} beyond those of the first file";
        return table.MatchedColumns < columns && !IsNamed(facts.Format)
            ? $"it lacks {(columns - table.MatchedColumns == 1 ? "the column" : "the columns")} {string.Join(", ", table.Columns.Skip(table.MatchedColumns).Take(columns - table.MatchedColumns).Take(5).Select(c => $"'{c.Name}'"))}"
            : null;
    }

    private static bool IsNamed(DatasetFormat format) => format is DatasetFormat.JsonLines or DatasetFormat.JsonRecords;
}
