using System.IO.Enumeration;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Policy;
using Newtonsoft.Json.Linq;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>Advisories by the checks whose findings they may concern. Immutable.</summary>
internal sealed class AdvisoryList
{
    private static readonly Lazy<AdvisoryList> Lazily = new(() => new AdvisoryList(BuiltInAdvisories.Read()));

    private readonly Dictionary<string, List<(AdvisoryUse Use, Advisory Advisory)>> _byCheck = new(StringComparer.Ordinal);

    private AdvisoryList(IEnumerable<AdvisoryEntry> entries)
    {
        Entries = [.. entries.OrderBy(e => e.Id, StringComparer.Ordinal)];
        foreach (var entry in Entries)
        {
            var advisory = new Advisory
            {
                Id = entry.Id,
                Product = entry.Product,
                Affected = entry.Affected,
                Summary = entry.Summary,
                Reference = entry.Reference,
                Verified = entry.Verified,
                Disputed = entry.Disputed,
            };
            foreach (var use in entry.Applies)
            {
                foreach (var check in use.Checks.SelectMany(Named).Distinct(StringComparer.Ordinal))
                {
                    if (!_byCheck.TryGetValue(check, out var known)) _byCheck.Add(check, known = []);
                    known.Add((use, advisory));
                }
            }
        }
    }

    /// <summary>Those that are built in.</summary>
    internal static AdvisoryList BuiltIn => Lazily.Value;

    /// <summary>The entries in the order of their ids.</summary>
    internal IReadOnlyList<AdvisoryEntry> Entries { get; }

    /// <summary>Those of a file, and the built-in ones besides where it extends them.</summary>
    /// <exception cref="UsageException">The file cannot be read, or says something that it cannot say.</exception>
    internal static AdvisoryList Read(string path)
    {
        var reader = new RecordReader(path, "list of advisories", "models.advisories in the settings");
        try
        {
            using var source = FileSource.Open(path);
            var document = Parse(reader, reader.Parse(() => Open(source), source.Length));
            return document.Mode == AdvisoryMode.Replace
                ? new AdvisoryList(document.Advisories)
                : new AdvisoryList([.. BuiltIn.Entries.ExceptBy(document.Advisories.Select(a => a.Id), a => a.Id, StringComparer.Ordinal), .. document.Advisories]);
        }
        catch (ArtifactException e)
        {
            throw new UsageException("MlSecPol.Settings.NotReadable", $"The list of advisories cannot be read: {e.Message}", "Check the path given to models.advisories in the settings.", e);
        }
    }

    /// <summary>The advisories that a finding makes use of, each once.</summary>
    internal IReadOnlyList<Advisory> About(string checkId, Finding finding, FindingTarget target)
    {
        if (!_byCheck.TryGetValue(checkId, out var candidates)) return [];
        List<Advisory>? found = null;
        foreach (var (use, advisory) in candidates)
        {
            if (found is [.., var last] && last == advisory) continue;
            if (Fits(use, finding, target)) (found ??= []).Add(advisory);
        }

        return found ?? (IReadOnlyList<Advisory>)[];
    }

    private static bool Fits(AdvisoryUse use, Finding finding, FindingTarget target) =>
        Any(use.Rules, finding.Rule)
        && (use.Seen.Count == 0 || Any(use.Seen, Plain(finding.Subject)) || Any(use.Seen, finding.Evidence))
        && (use.ExceptSeen.Count == 0 || !(Any(use.ExceptSeen, Plain(finding.Subject)) || Any(use.ExceptSeen, finding.Evidence)))
        && Any(use.Members, finding.Member)
        && (use.ExceptMembers.Count == 0 || !Any(use.ExceptMembers, finding.Member))
        && Any(use.FileNames, target.Name)
        && (use.Formats.Count == 0 || target.Formats.Any(f => use.Formats.Contains(f.ToString(), StringComparer.Ordinal)))
        && (use.Imports.Count == 0 || target.Imports.Any(i => Any(use.Imports, i)));

    /// <summary>The checks that a pattern names.</summary>
    private static IEnumerable<string> Named(string pattern) => PolicyCatalogue.Current.FindCheck(pattern) is { } check
        ? [check.CheckId]
        : PolicyCatalogue.Current.Checks.Select(c => c.CheckId).Where(id => FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: true));

    /// <summary>The subject without the number that keeps equal ones apart.</summary>
    private static string? Plain(string? subject) =>
        subject is { Length: > 0 } && subject[^1] == ')' && subject.LastIndexOf(" (", StringComparison.Ordinal) is var open and > 0 && subject.AsSpan(open + 2, subject.Length - open - 3).IndexOfAnyExceptInRange('0', '9') < 0
            ? subject[..open]
            : subject;

    private static bool Any(IReadOnlyList<string> patterns, string? text)
    {
        if (patterns.Count == 0) return true;
        if (text is null) return false;
        foreach (var pattern in patterns)
        {
            if (FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false)) return true;
        }

        return false;
    }

    private static MemoryStream Open(FileSource source)
    {
        var content = new byte[source.Length];
        return new MemoryStream(content, 0, source.Read(0, content));
    }

    private static AdvisoryDocument Parse(RecordReader reader, JObject root)
    {
        var document = (AdvisoryDocument)reader.Record(root, typeof(AdvisoryDocument), string.Empty);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Advisories.Count; i++)
        {
            if (!seen.Add(document.Advisories[i].Id)) throw reader.Wrong("WrongValue", root["advisories"]![i], $"'advisories[{i}].id' stands there twice.", "Leave one of them out.");
        }

        return document;
    }
}
