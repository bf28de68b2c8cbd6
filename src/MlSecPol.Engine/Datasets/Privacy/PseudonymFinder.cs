using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>
/// Tries whether columns of hashes are unsalted hashes of something that can be guessed: values of the other columns, whole numbers, dates. A match proves it, as
/// no two texts share a hash by chance; no match proves nothing.
/// </summary>
internal sealed class PseudonymFinder
{
    private const int KeyBytes = 16;
    private const int LongestGuess = 64;
    private const double HashShare = 0.9;
    private const int FirstYear = 1900;
    private const int LastYear = 2029;
    private const int GuessesBetweenLooks = 4096;

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyyMMdd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "ddMMyyyy"];

    private readonly List<HashColumn> _columns = [];
    private readonly CancellationToken _token;
    private long _guesses;

    private PseudonymFinder(CancellationToken token) => _token = token;

    /// <summary>Looks at all columns; only those that hold hashes are in the answer.</summary>
    internal static IReadOnlyList<PseudonymFacts> Find(IReadOnlyList<ColumnFacts> columns, PrivacySettings settings, CancellationToken token)
    {
        var finder = new PseudonymFinder(token);
        foreach (var column in columns.Where(c => c.Statistics is { Count: > 0 })) finder.AddIfHashes(column);
        if (finder._columns.Count == 0) return [];
        foreach (var column in columns.Where(c => c.Statistics is { Count: > 0 })) finder.TryValues(column);
        finder.TryNumbers(settings.GuessedNumbers);
        finder.TryDates();
        return [.. finder._columns.Select(c => new PseudonymFacts(c.Name, c.Algorithm.Name!, c.Hashes.Count, c.Found.Count, c.Found.Sum(h => c.Hashes[h]), c.Origin, finder._guesses))];
    }

    private void AddIfHashes(ColumnFacts column)
    {
        var known = column.Statistics!.Known();
        var length = known[0].Length;
        if (AlgorithmOf(length) is not { } algorithm) return;
        var hashes = new Dictionary<UInt128, long>();
        foreach (var value in known)
        {
            if (value.Length == length && value.Text.Length == length && TryKey(value.Text, out var key)) hashes[key] = hashes.GetValueOrDefault(key) + value.Count;
        }

        if (hashes.Count > 0 && hashes.Count >= known.Count * HashShare) _columns.Add(new(column.Name, algorithm, hashes));
    }

    // Whatever is cut at 64 bytes fits the longest of them.
    private static HashAlgorithmName? AlgorithmOf(int digits) => digits switch
    {
        32 => HashAlgorithmName.MD5,
        40 => HashAlgorithmName.SHA1,
        64 => HashAlgorithmName.SHA256,
        _ => null,
    };

    private static bool TryKey(ReadOnlySpan<byte> hex, out UInt128 key)
    {
        Span<byte> bytes = stackalloc byte[LongestGuess / 2];
        key = default;
        if (Convert.FromHexString(hex, bytes, out _, out var written) != System.Buffers.OperationStatus.Done || written < KeyBytes) return false;
        key = MemoryMarshal.Read<UInt128>(bytes);
        return true;
    }

    private void TryValues(ColumnFacts column)
    {
        foreach (var value in column.Statistics!.Known().Where(v => v.Length == v.Text.Length))
        {
            var text = Encoding.UTF8.GetString(value.Text);
            var origin = $"column '{column.Name}'";
            Guess(value.Text, origin, column.Name);
            var trimmed = text.Trim();
            foreach (var variant in (ReadOnlySpan<string>)[trimmed, trimmed.ToLowerInvariant(), trimmed.ToUpperInvariant(), string.Concat(text.Where(char.IsAsciiLetterOrDigit)), string.Concat(text.Where(char.IsAsciiDigit))])
            {
                if (variant.Length > 0 && variant != text) Guess(Encoding.UTF8.GetBytes(variant), origin, column.Name);
            }
        }
    }

    private void TryNumbers(int count)
    {
        Span<byte> text = stackalloc byte[16];
        Span<byte> padded = stackalloc byte[16];
        var digits = Math.Max(count - 1, 0).ToString(CultureInfo.InvariantCulture).Length;
        for (var i = 0; i < count; i++)
        {
            i.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
            Guess(text[..length], "whole numbers", own: null);
            for (var width = Math.Max(length + 1, 4); width <= digits; width++)
            {
                padded[..(width - length)].Fill((byte)'0');
                text[..length].CopyTo(padded[(width - length)..]);
                Guess(padded[..width], "whole numbers", own: null);
            }
        }
    }

    private void TryDates()
    {
        Span<byte> text = stackalloc byte[16];
        for (var day = new DateOnly(FirstYear, 1, 1); day.Year <= LastYear; day = day.AddDays(1))
        {
            foreach (var format in DateFormats)
            {
                day.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
                Guess(text[..length], "dates", own: null);
            }
        }
    }

    private void Guess(ReadOnlySpan<byte> text, string origin, string? own)
    {
        if (++_guesses % GuessesBetweenLooks == 0) _token.ThrowIfCancellationRequested();
        Span<byte> hash = stackalloc byte[LongestGuess / 2];
        var last = default(HashAlgorithmName);
        foreach (var column in _columns)
        {
            // Hashes of hashes in the column itself are no guess.
            if (column.Name == own) continue;
            if (column.Algorithm != last) Hash(last = column.Algorithm, text, hash);
            var key = MemoryMarshal.Read<UInt128>(hash);
            if (!column.Hashes.ContainsKey(key) || !column.Found.Add(key)) continue;
            column.Origin ??= origin;
        }
    }

    private static void Hash(HashAlgorithmName algorithm, ReadOnlySpan<byte> text, Span<byte> hash)
    {
        // Weak ones are what is looked for here.
#pragma warning disable CA5350, CA5351
        if (algorithm == HashAlgorithmName.MD5) MD5.HashData(text, hash);
        else if (algorithm == HashAlgorithmName.SHA1) SHA1.HashData(text, hash);
        else SHA256.HashData(text, hash);
#pragma warning restore CA5350, CA5351
    }

    private sealed class HashColumn(string name, HashAlgorithmName algorithm, Dictionary<UInt128, long> hashes)
    {
        internal string Name => name;

        internal HashAlgorithmName Algorithm => algorithm;

        internal Dictionary<UInt128, long> Hashes => hashes;

        internal HashSet<UInt128> Found { get; } = [];

        internal string? Origin { get; set; }
    }
}
