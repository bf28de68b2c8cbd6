namespace MlSecPol.Engine.Datasets.Learning;

/// <summary>
/// Looks at whole rows for what concerns learning: the label and what tells it. The first rows are held back to decide what each column is; memory is bounded
/// whatever the number of rows. Idle where no column is a label.
/// </summary>
internal sealed class LearningAccumulator(DatasetSettings settings, long key) : IDisposable
{
    private const int HeldRows = 4096;
    private const int HeldBytes = 16 * 1024 * 1024;
    private const int MostFeatures = 256;
    private const int SampleSize = 2000;
    private const int MostWordsOfRow = 512;
    private const int ReportedFeatures = 20;

    private readonly LabelConflicts _conflicts = new(settings.Limits.DuplicateRowsInMemory);
    private readonly WordTable _words = new();
    private readonly RowSample _sample = new(SampleSize);
    private readonly List<(RowCells Cells, long Row)> _held = [];
    private RowCells _cells = new();
    private long _heldBytes;
    private LabelColumn? _label;
    private FeatureColumn[] _features = [];
    private int[] _codes = [];
    private UInt128[] _multipliers = [];

    /// <summary>Whether rows are wanted.</summary>
    internal bool IsIdle { get; private set; }

    /// <summary>Tells all columns before the first row, so that rows need not be gathered where none of them is a label.</summary>
    internal void Begin(IReadOnlyList<ColumnAccumulator> columns) => IsIdle |= _label is null && _held.Count == 0 && FindLabel(columns) < 0;

    /// <summary>Adds a cell of the row at hand.</summary>
    internal void Add(int column, ReadOnlySpan<byte> value) => _cells.Add(column, value);

    /// <summary>Ends the row at hand.</summary>
    /// <param name="row">Its number, from 1.</param>
    /// <param name="columns">The columns known so far.</param>
    internal void EndRow(long row, IReadOnlyList<ColumnAccumulator> columns)
    {
        if (_label is not null)
        {
            Take(_cells, row);
            _cells.Clear();
            return;
        }

        _held.Add((_cells, row));
        _heldBytes += _cells.Length;
        _cells = new();
        if (_held.Count == 1 && FindLabel(columns) < 0)
        {
            IsIdle = true;
            _held.Clear();
        }
        else if (_held.Count >= HeldRows || _heldBytes >= HeldBytes) Decide(columns);
    }

    /// <summary>Ends the table.</summary>
    internal LearningFacts? ToFacts(IReadOnlyList<ColumnAccumulator> columns, CancellationToken token)
    {
        if (_label is null && _held.Count > 0) Decide(columns);
        if (_label is not { } label) return null;
        var sample = _sample.Rows;
        var (groups, rows, gap) = _conflicts.Compare(token);
        var features = _features
            .Where(f => f.Kind is not FeatureKind.Text)
            .Select(f => new PredictiveFeature(f.Name, f.PredictivePower(label.Halves), f.Kind == FeatureKind.Key))
            .OrderByDescending(f => f.Score)
            .Take(ReportedFeatures);
        var labelled = _words.RowsOfClasses.ToArray().Sum();
        return new()
        {
            Label = label.Name,
            IsNumber = label.IsNumber,
            HasTooManyClasses = label.IsOverfull,
            Classes = [.. label.Classes.Select(c => new LabelClass(c.Name, c.Count)).OrderByDescending(c => c.Rows).ThenBy(c => c.Name, StringComparer.Ordinal)],
            Labelled = labelled,
            Unlabelled = label.Missing,
            Conflicts = groups,
            ConflictingRows = rows,
            ConflictGap = gap,
            Keys = [.. _features.Where(f => f.Kind == FeatureKind.Key).Select(f => f.Name)],
            Features = [.. features],
            Noise = label.IsNumber ? LabelNoiseEstimate.None("the label is a number") : NeighbourNoise.Estimate(sample, token),
            Poison = label.IsNumber ? [] : [.. PoisonSearch.Find(_words, sample, label, _features, labelled)],
            AreWordsForgotten = _words.IsFull,
            SampledRows = sample.Count,
        };
    }

    public void Dispose() => _conflicts.Dispose();

    private int FindLabel(IReadOnlyList<ColumnAccumulator> columns)
    {
        var names = settings.LabelColumn.Length > 0 ? [settings.LabelColumn] : settings.LabelColumnNames;
        foreach (var name in names)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (string.Equals(columns[i].Name, name, StringComparison.OrdinalIgnoreCase)) return i;
            }
        }

        return -1;
    }

    private void Decide(IReadOnlyList<ColumnAccumulator> columns)
    {
        var ignored = new HashSet<string>(settings.IgnoredFeatures, StringComparer.OrdinalIgnoreCase);
        var first = new FirstRows([.. columns.Select(c => c.Name)], [.. _held.Select(h => h.Cells)], ignored);
        var at = FindLabel(columns);
        _label = first.Label(at);
        _features = [.. Enumerable.Range(0, columns.Count).Where(i => i != at).Take(MostFeatures).Select(first.Feature)];
        _codes = new int[_features.Length];
        // Odd and different for each column, so that equal values of different columns do not cancel each other out.
        _multipliers = [.. _features.Select(f => RowHash.Of(BitConverter.GetBytes(f.Index), key) | 1)];
        foreach (var (cells, row) in _held) Take(cells, row);
        _held.Clear();
    }

    private void Take(RowCells cells, long row)
    {
        var rank = RowSample.RankOf(row);
        var half = (int)(rank & 1);
        var labelValue = cells.Value(_label!.Index);
        var label = _label.Encode(labelValue, half);
        if (label < 0) return;
        _words.AddRow(label);
        var words = _sample.Wants(rank) ? new HashSet<ulong>() : null;
        UInt128 hash = 0;
        for (var i = 0; i < _features.Length; i++)
        {
            var feature = _features[i];
            var value = cells.Value(feature.Index);
            var valueHash = ValueHash.Of(value);
            if (feature.Kind != FeatureKind.Key) hash += (valueHash ^ (ulong)key) * _multipliers[i];
            if (feature.Kind == FeatureKind.Text)
            {
                AddWords(value, label, row, words);
                continue;
            }

            _codes[i] = feature.Encode(value, valueHash);
            feature.Add(_codes[i], label, half);
            if (feature.Kind != FeatureKind.Category || value.IsEmpty) continue;
            var word = valueHash ^ (ulong)_multipliers[i];
            _words.Add(word, label, row);
            words?.Add(word);
        }

        _conflicts.Add(hash, ValueHash.Of(labelValue.Trim(" \t"u8)), row);
        if (words is not null) _sample.Add(Sampled(cells, row, label, words), rank);
    }

    private void AddWords(ReadOnlySpan<byte> text, int label, long row, HashSet<ulong>? words)
    {
        var count = 0;
        for (var position = 0; count < MostWordsOfRow; count++)
        {
            var word = Words.Next(text, ref position);
            if (word.IsEmpty) return;
            var hash = Words.Hash(word);
            _words.Add(hash, label, row);
            words?.Add(hash);
        }
    }

    private SampledRow Sampled(RowCells cells, long row, int label, HashSet<ulong> words)
    {
        var numbers = new List<double>();
        var codes = new List<int>();
        for (var i = 0; i < _features.Length; i++)
        {
            if (_features[i].Kind == FeatureKind.Number) numbers.Add(CellNumber.TryParse(cells.Value(_features[i].Index), out var number) ? number : double.NaN);
            else if (_features[i].Kind == FeatureKind.Category) codes.Add(_codes[i]);
        }

        return new(row, label, [.. numbers], [.. codes], words) { Text = Excerpt(cells) };
    }

    /// <summary>The words and values of the row as they stand, so that a suspected one can be named.</summary>
    private List<NamedWord> Excerpt(RowCells cells)
    {
        var named = new List<NamedWord>();
        for (var i = 0; i < _features.Length; i++)
        {
            var value = cells.Value(_features[i].Index);
            if (_features[i].Kind == FeatureKind.Category && !value.IsEmpty && value.Length <= Words.Longest) named.Add(new(ValueHash.Of(value) ^ (ulong)_multipliers[i], i, value.ToArray()));
            if (_features[i].Kind != FeatureKind.Text) continue;
            for (var (position, count) = (0, 0); count < MostWordsOfRow; count++)
            {
                var word = Words.Next(value, ref position);
                if (word.IsEmpty) break;
                named.Add(new(Words.Hash(word), i, word.ToArray()));
            }
        }

        return named;
    }
}
