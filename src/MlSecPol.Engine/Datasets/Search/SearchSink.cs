using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Formats;
using MlSecPol.Engine.Datasets.Identifiers;
using MlSecPol.Engine.Datasets.Secrets;

namespace MlSecPol.Engine.Datasets.Search;

/// <summary>
/// Gathers what one file shows. What needs no judgement is told at once; identifiers wait until the file is read, or until so many wait that those of what was seen so far have
/// to do, so memory does not grow with the file.
/// </summary>
internal sealed class SearchSink(
    string path, ByteSource source, SensitiveDataQuery query, DatasetSettings settings, HashSet<string>? kinds, Action<SensitiveData> found) : ISearchSink
{
    private const int MostWaiting = 20_000;
    private const double Announced = 0.95;
    private const double AnnouncedForm = 0.85;
    private const double ProvenSecret = 0.95;
    private const double SecretForm = 0.7;
    private const double InstructionForm = 0.6;

    private readonly LinePlaces _lines = new(source);
    private readonly List<SearchHit> _waiting = [];
    private readonly List<SensitiveData> _signals = [];

    public void Add(ColumnIdentifiers column, IdentifierKind kind, ReadOnlySpan<byte> text, Sighting sighting, long row, long? offset)
    {
        if (kinds?.Contains(kind.Id) == false) return;
        var value = query.IsMasked ? IdentifierMask.Apply(kind, text) : VisibleText.Of(Encoding.UTF8.GetString(text));
        _waiting.Add(new(column, kind, (sighting & Sighting.InContext) != 0, row, offset, value, text.Length));
        if (_waiting.Count >= MostWaiting) Tell(facts: null);
    }

    public void Add(string columnName, SignalKind kind, bool isProven, ReadOnlySpan<char> text, string masked, long row, long? offset)
    {
        if (kinds?.Contains(kind.Rule) == false) return;
        var confidence = isProven ? ProvenSecret : kind.Subject == SignalSubject.Secret ? SecretForm : InstructionForm;
        if (confidence < query.MinimumConfidence) return;
        // A text that addresses a model is no secret; its reader has to see it.
        var value = query.IsMasked || kind.Subject == SignalSubject.Instruction ? masked : VisibleText.Of(text.ToString());
        _signals.Add(Place(new() { Path = path, Kind = kind.Rule, Column = columnName, Row = row, Offset = offset, IsValidated = isProven, Confidence = confidence, Value = value }));
        if (_signals.Count >= MostWaiting) Tell(facts: null);
    }

    /// <summary>Tells what still waits, with the judgement of the whole.</summary>
    internal void Complete(DatasetFacts facts) => Tell(facts);

    private void Tell(DatasetFacts? facts)
    {
        List<SensitiveData> told = [.. _signals];
        foreach (var group in _waiting.GroupBy(h => h.Column, ReferenceEqualityComparer.Instance))
        {
            var column = (ColumnIdentifiers)group.Key!;
            told.AddRange(Judge(column, [.. group], FactsOf(column, facts, group.Max(h => h.Row))));
        }

        _signals.Clear();
        _waiting.Clear();
        foreach (var data in told.OrderBy(d => d.Row).ThenBy(d => d.Offset ?? 0).ThenBy(d => d.Kind, StringComparer.Ordinal)) found(data);
    }

    private IEnumerable<SensitiveData> Judge(ColumnIdentifiers column, SearchHit[] hits, ColumnFacts facts)
    {
        var readings = ColumnReading.Of(facts, settings);
        var covered = readings.SelectMany(r => r.Others).ToHashSet();
        var context = column.Announced;
        foreach (var kind in hits.GroupBy(h => h.Kind).OrderBy(g => g.Key.Index))
        {
            if (facts.Identifiers.FirstOrDefault(f => f.Kind == kind.Key) is not { } counted) continue;
            var judged = IdentifierJudge.Judge(facts, counted, settings).Confidence;
            foreach (var hit in kind)
            {
                var confidence = hit.IsInContext ? Math.Max(judged, IsValidated(kind.Key) ? Announced : AnnouncedForm) : covered.Contains(kind.Key) ? 0 : judged;
                if (confidence < query.MinimumConfidence) continue;
                yield return Place(new()
                {
                    Path = path,
                    Kind = kind.Key.Id,
                    Column = column.ColumnName,
                    Row = hit.Row,
                    Offset = hit.Offset,
                    IsValidated = IsValidated(kind.Key),
                    Confidence = Math.Round(confidence, 2),
                    Context = hit.IsInContext ? "words in front" : context.Has(kind.Key) ? "column name" : null,
                    Value = hit.Value,
                });
            }
        }
    }

    // The grammar of addresses and the numbering plans are checks; lists of names, and forms that a word announces, are none.
    private static bool IsValidated(IdentifierKind kind) => kind is not TokenKind ? kind != IdentifierKinds.PersonName && kind != IdentifierKinds.PostalAddress : kind.Chance <= 0.25;

    private static ColumnFacts FactsOf(ColumnIdentifiers column, DatasetFacts? facts, long rows)
    {
        var counted = column.ToFacts();
        var known = facts?.Columns.Where(c => string.Equals(c.Name, column.ColumnName, StringComparison.Ordinal)).MaxBy(c => c.Identifiers.Sum(i => i.Valid));
        return known is not null ? known with { Identifiers = counted } : new() { Name = column.ColumnName, Index = 0, IsDeclared = true, Values = rows, Missing = 0, Identifiers = counted };
    }

    /// <summary>In a plain text the line and character take the place of the column.</summary>
    private SensitiveData Place(SensitiveData data)
    {
        if (!string.Equals(data.Column, TextTable.ColumnName, StringComparison.Ordinal) || data.Offset is not { } offset || _lines.Find(offset) is not var (line, position)) return data;
        return data with { Column = null, Line = line, Position = position };
    }
}
