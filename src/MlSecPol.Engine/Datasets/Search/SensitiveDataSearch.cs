using System.IO.Enumeration;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Identifiers;

namespace MlSecPol.Engine.Datasets.Search;

/// <summary>Finds every piece of sensitive data in texts and tables, with the reading that <c>Test-MlDataset</c> uses. Used by one thread.</summary>
public sealed class SensitiveDataSearch
{
    private readonly SensitiveDataQuery _query;
    private readonly DatasetSettings _settings;
    private readonly HashSet<string>? _kinds;

    /// <summary>Prepares a search.</summary>
    /// <exception cref="UsageException">A kind or country does not exist.</exception>
    public SensitiveDataSearch(SensitiveDataQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        _query = query;
        _kinds = Choose(query.Kinds);
        var settings = query.Settings.Get<DatasetSettings>();
        var identifiers = settings.Identifiers with
        {
            Locales = query.Locales.Count > 0 ? query.Locales : settings.Identifiers.Locales,
            AdditionalKinds = _kinds is null ? settings.Identifiers.AdditionalKinds : [.. IdentifierKinds.All.Where(k => k.IsOnRequest && _kinds.Contains(k.Id)).Select(k => k.Id)],
        };
        // Every telephone number is told, so every one is verified.
        _settings = settings with { Identifiers = identifiers, PhoneVerifications = int.MaxValue };
        _ = TokenForms.Of(identifiers);
    }

    /// <summary>Searches a file.</summary>
    /// <param name="path">The file, a full path.</param>
    /// <param name="found">Is told of each piece, on the calling thread, as soon as enough of its column has been seen to judge it.</param>
    /// <param name="progress">Hears how many bytes have been read.</param>
    /// <param name="token">Ends the search within one buffer.</param>
    /// <returns>Why not all of the file was searched; null when it was.</returns>
    /// <exception cref="ArtifactException">The file cannot be read.</exception>
    public AuditError? Search(string path, Action<SensitiveData> found, IProgress<long>? progress, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(found);
        using var source = FileSource.Open(path);
        var sink = new SearchSink(path, source, _query, _settings, _kinds, found);
        var facts = DatasetReader.Read(source, path, _settings, progress, parallelism: 1, rows: null, sink, token);
        sink.Complete(facts);
        if (facts.Format == DatasetFormat.Empty) return null;
        if (!facts.IsTable)
        {
            return new("MlSecPol.Search.NotRead", AuditErrorKind.InvalidData, $"'{path}' is {facts.FormatName} and was not searched.", "Unpack or convert it to text or to a table that Test-MlDataset reads.");
        }

        return facts.Gap is not { } gap ? null
            : new("MlSecPol.Search.NotReadToEnd", AuditErrorKind.LimitReached, $"'{path}' was not searched to its end: {gap.Reason}.", "Raise the limit in the settings file, or mend the file.");
    }

    private static HashSet<string>? Choose(IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0) return null;
        HashSet<string> chosen = new(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            var before = chosen.Count;
            chosen.UnionWith(SensitiveKinds.All.Select(k => k.Value).Where(id => FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: true)));
            if (chosen.Count > before || SensitiveKinds.All.Any(k => FileSystemName.MatchesSimpleExpression(pattern, k.Value, ignoreCase: true))) continue;
            throw new UsageException("MlSecPol.Search.UnknownKind", $"'{pattern}' is no kind of sensitive data.", $"Did you mean '{NearestName.To(pattern, [.. SensitiveKinds.All.Select(k => k.Value)])}'? Tab completes the kinds.");
        }

        return chosen;
    }
}
