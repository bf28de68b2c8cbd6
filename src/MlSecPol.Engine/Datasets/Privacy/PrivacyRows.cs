using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>Gathers, row by row, the quasi-identifiers and sensitive values of a table. One value costs a hash and no allocation.</summary>
internal sealed class PrivacyRows : IDisposable
{
    private const ulong MissingValue = 0;

    private readonly NullTokenSet _nullTokens;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    // Replaced and never changed, because a thread may add columns while another adds rows.
    private volatile int[] _placeOfColumn = [];
    private readonly bool[] _found;
    private readonly UInt128[] _quasi;
    private readonly ulong[] _sensitive;

    internal PrivacyRows(DatasetSettings settings, long? key = null)
    {
        _nullTokens = new(settings.NullTokens);
        // Keyed anew in each run, so that nobody can prepare rows that collide; a population is given the key of its sample.
        Key = key ?? BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        QuasiIdentifiers = [.. settings.QuasiIdentifiers.Distinct(StringComparer.Ordinal)];
        SensitiveColumns = [.. settings.Sensitive.Distinct(StringComparer.Ordinal).Except(QuasiIdentifiers, StringComparer.Ordinal)];
        foreach (var name in QuasiIdentifiers.Concat(SensitiveColumns)) _places.Add(name, _places.Count);
        _found = new bool[_places.Count];
        _quasi = new UInt128[QuasiIdentifiers.Count];
        _sensitive = new ulong[SensitiveColumns.Count];
        Values = [.. SensitiveColumns.Select(_ => new SensitiveValues())];
        Wildcards = settings.Privacy.Missing == Privacy.MissingValue.Wildcard ? new WildcardClasses(QuasiIdentifiers.Count) : null;
        Rows = new ClassRows(_sensitive.Length, settings.Privacy.RowsInMemory);
    }

    internal long Key { get; }

    internal IReadOnlyList<string> QuasiIdentifiers { get; }

    internal IReadOnlyList<string> SensitiveColumns { get; }

    internal SensitiveValues[] Values { get; }

    internal ClassRows Rows { get; }

    internal WildcardClasses? Wildcards { get; }

    /// <summary>Declared columns that the table does not have.</summary>
    internal IEnumerable<string> NotFound => _places.Where(p => !_found[p.Value]).Select(p => p.Key);

    /// <summary>Learns of a column of the table; columns come in their order.</summary>
    internal void AddColumn(string name)
    {
        var place = _places.GetValueOrDefault(name, -1);
        // Of columns with one name the first counts.
        if (place >= 0 && _found[place]) place = -1;
        if (place >= 0) _found[place] = true;
        _placeOfColumn = [.. _placeOfColumn, place];
    }

    /// <summary>Whether the table has all quasi-identifiers.</summary>
    internal bool HasColumns => !_found.AsSpan(0, _quasi.Length).Contains(false);

    /// <summary>Takes a value of the row; values of a repeated column add up whatever their order.</summary>
    internal void Add(int column, ReadOnlySpan<byte> value)
    {
        var places = _placeOfColumn;
        var place = column < places.Length ? places[column] : -1;
        if (place < 0 || IsMissing(value)) return;
        if (place < _quasi.Length)
        {
            _quasi[place] += XxHash128.HashToUInt128(value, Key);
            return;
        }

        place -= _quasi.Length;
        var hash = XxHash3.HashToUInt64(value, Key);
        if (hash == MissingValue) hash = 1;
        Values[place].Add(value, hash);
        _sensitive[place] = hash;
    }

    /// <summary>Ends the row at hand.</summary>
    internal void EndRow()
    {
        for (var i = 0; i < _sensitive.Length; i++)
        {
            if (_sensitive[i] == MissingValue) Values[i].Add([], MissingValue);
        }

        Wildcards?.Add(_quasi);
        Rows.Add(XxHash128.HashToUInt128(MemoryMarshal.AsBytes(_quasi.AsSpan()), Key), _sensitive);
        Array.Clear(_quasi);
        Array.Clear(_sensitive);
    }

    public void Dispose() => Rows.Dispose();

    private bool IsMissing(ReadOnlySpan<byte> value)
    {
        var trimmed = value.Trim(" \t"u8);
        return trimmed.IsEmpty || _nullTokens.Find(trimmed) >= 0;
    }
}
