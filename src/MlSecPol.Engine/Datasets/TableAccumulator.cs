using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Privacy;
using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>What is known of a table so far: its columns, its rows, its flaws.</summary>
/// <param name="settings">What counts as missing, and so on.</param>
/// <param name="privacy">Gathers rows for somebody else; null when the table gathers those that its settings ask for.</param>
internal sealed class TableAccumulator(DatasetSettings settings, PrivacyRows? privacy = null) : IDisposable
{
    private const int LongestName = 256;

    private readonly NullTokenSet _nullTokens = new(settings.NullTokens);
    private readonly IdentifierScanner _scanner = new(settings);
    private readonly List<ColumnAccumulator> _columns = [];
    private readonly DuplicateRows _duplicates = new(settings.Limits.DuplicateRowsInMemory);
    private readonly OccurrenceCounter?[] _malformed = new OccurrenceCounter?[Enum.GetValues<MalformedKind>().Length];
    private readonly OccurrenceCounter _invalid = new();
    private readonly LegacyEncodingEvidence _legacy = new();
    private string? _firstInvalidColumn;

    /// <summary>Hashes are keyed anew in each run, so that nobody can prepare rows that collide.</summary>
    internal long HashKey { get; } = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    internal List<ColumnAccumulator> Columns => _columns;

    /// <summary>Gathers rows by their quasi-identifiers; null where none are declared.</summary>
    internal PrivacyRows? Privacy { get; } = privacy ?? (settings.QuasiIdentifiers.Count > 0 ? new PrivacyRows(settings) : null);

    internal long Rows { get; set; }

    internal OccurrenceCounter BlankRows { get; } = new();

    internal OccurrenceCounter ShortRows { get; } = new();

    internal OccurrenceCounter LongRows { get; } = new();

    internal long MalformedCount { get; private set; }

    internal ReadingGap? Gap { get; set; }

    /// <summary>Prepares another thread to look at columns.</summary>
    internal ColumnWorker CreateWorker() => new(new IdentifierScanner(settings), new CellUnescaper());

    internal ColumnAccumulator AddColumn(string name, bool isDeclared)
    {
        var column = new ColumnAccumulator(Presentable(name, _columns.Count), _columns.Count, isDeclared, settings, _nullTokens, _scanner);
        _columns.Add(column);
        Privacy?.AddColumn(column.Name);
        return column;
    }

    /// <summary>
    /// A name that can be printed: characters that steer a terminal or hide text are replaced, a name of unreasonable length is cut and numbered.
    /// </summary>
    private static string Presentable(string name, int index)
    {
        if (name.Length > LongestName) name = string.Create(CultureInfo.InvariantCulture, $"{name.AsSpan(0, LongestName)}… (column {index + 1})");
        var shown = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
            shown.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format ? Rune.ReplacementChar : rune);
        return shown.ToString();
    }

    internal static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"column {index + 1}");

    internal void AddMalformed(MalformedKind kind, long row, long? offset)
    {
        (_malformed[(int)kind] ??= new()).Add(row, offset);
        if (kind != MalformedKind.StrayQuote) MalformedCount++;
    }

    internal void AddRowHash(UInt128 hash, long row) => _duplicates.Add(hash, row);

    /// <summary>Finds out cheaply which of the seldom needed looks a record needs.</summary>
    internal static RecordTraits Inspect(ReadOnlySpan<byte> record)
    {
        var isAscii = Ascii.IsValid(record);
        var traits = RecordTraits.None;
        if (!isAscii && !Utf8.IsValid(record)) traits |= RecordTraits.InvalidUtf8;
        if (InvisibleCharacters.MayOccur(record, isAscii)) traits |= RecordTraits.Invisible;
        if (record.Contains((byte)0)) traits |= RecordTraits.Nul;
        return traits;
    }

    /// <summary>Counts the ill-formed sequences of a value or name.</summary>
    internal void AddInvalidSequences(ReadOnlySpan<byte> text, string? column, long? row, long? offset)
    {
        var (index, length) = Utf8Sequences.NextInvalid(text, 0);
        while (index >= 0)
        {
            if (_invalid.IsFirst) _firstInvalidColumn = column;
            _legacy.Add(text.Slice(index, length));
            _invalid.Add(row, offset + index, _invalid.IsFirst ? Convert.ToHexString(text.Slice(index, length)) : null);
            (index, length) = Utf8Sequences.NextInvalid(text, index + length);
        }
    }

    internal EncodingFacts EncodingFacts(TextInput input, bool hasMark) => new()
    {
        Encoding = input.Encoding,
        HasByteOrderMark = hasMark,
        InvalidSequences = input.IsTranscoded ? input.InvalidUnits.ToFacts() : _invalid.ToFacts(),
        FirstInvalidColumn = _firstInvalidColumn,
        LikelyEncoding = _legacy.ToString(),
    };

    internal IReadOnlyDictionary<MalformedKind, Occurrences> Malformed() =>
        Enum.GetValues<MalformedKind>().Where(k => _malformed[(int)k] is not null).ToDictionary(k => k, k => _malformed[(int)k]!.ToFacts());

    internal DuplicateFacts Duplicates(CancellationToken token) => _duplicates.ToFacts(token);

    /// <summary>What the gathered rows say; null where none were gathered for this table.</summary>
    internal PrivacyFacts? MeasurePrivacy(CancellationToken token)
    {
        if (Privacy is not { } rows || privacy is not null) return null;
        var limits = settings.Privacy;
        using var population = limits.Population.Length > 0 && rows.HasColumns ? Population.Read(limits.Population, settings, rows.Key, token) : null;
        return new PrivacyMeasure(rows, limits).Measure(Rows, population, token);
    }

    public void Dispose()
    {
        _duplicates.Dispose();
        // Whoever gave the rows needs them still.
        if (privacy is null) Privacy?.Dispose();
    }
}
