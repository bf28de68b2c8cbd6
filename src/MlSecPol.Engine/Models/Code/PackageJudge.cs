using System.Buffers;
using System.Net;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Code;

/// <summary>Judges one line of a list of packages, or one entry of an environment: where pip would fetch from, and names that deceive.</summary>
internal static class PackageJudge
{
    private const int LongestLine = 4096;
    private const int ShortestName = 5;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" =<>!~[;@(");

    private static readonly string[] IndexOptions = ["--extra-index-url", "--index-url", "--find-links", "-i", "-f", "--pypi-url"];

    /// <summary>What the line makes an installer do beyond fetching a package of its own index; null for an ordinary line.</summary>
    internal static (HazardEffect Effect, string Rule, string Subject, string Detail)? Judge(string line)
    {
        if (line.Length > LongestLine) line = line[..LongestLine];
        if (line.IndexOf(" #", StringComparison.Ordinal) is var comment and > 0) line = line[..comment];
        if (line.StartsWith("--trusted-host", StringComparison.Ordinal)) return (HazardEffect.ExecuteLater, "package:source", "--trusted-host", "The list switches the check of certificates off for a host: whoever stands in between decides what is installed.");
        var option = Array.Find(IndexOptions, o => line.StartsWith(o + " ", StringComparison.Ordinal) || line.StartsWith(o + "=", StringComparison.Ordinal));
        var at = line.IndexOf("://", StringComparison.Ordinal);
        if (at < 0) return option is null && line[0] != '-' ? Name(line) : null;
        var start = line.AsSpan(0, at).LastIndexOfAny(' ', '@', '=') + 1;
        var before = line[..start].Trim();
        if (option is null && before.Length > 0 && !before.EndsWith('@') && before is not ("-e" or "--editable" or "-r" or "-c" or "--requirement" or "--constraint")) return null;
        var address = line[start..].Split(' ', ';', ',', '"', '\'')[0];
        if (address.IndexOf("://", StringComparison.Ordinal) is not (> 0 and var colon)) return null;
        var scheme = address[..colon].ToLowerInvariant();
        if (scheme is "file" or "git+file") return null;
        var host = Host(address);
        if (host.Length == 0 || host.StartsWith('$') || host.StartsWith('{')) return null;
        var isKnown = IsKnown(host);
        if (scheme is not ("https" or "git+https" or "ssh" or "git+ssh" or "hg+https" or "svn+https"))
            return IPAddress.IsLoopback(IPAddress.TryParse(host, out var own) ? own : IPAddress.None) || host == "localhost"
                ? null
                : (isKnown ? HazardEffect.Note : HazardEffect.ExecuteLater, "package:source", host, $"Code is fetched from '{ShortText.Of(address)}' without protection of the way: whoever stands in between decides what is installed.");
        if (isKnown) return null;
        if (IPAddress.TryParse(host, out _)) return (HazardEffect.ExecuteLater, "package:source", host, $"Code is fetched from a bare address, '{ShortText.Of(address)}', and installed.");
        return option is null
            ? (HazardEffect.ExecuteLater, "package:source", host, $"A package is fetched from '{ShortText.Of(address)}', which is no index or forge that is known, and its code runs when it is installed.")
            : (HazardEffect.Opaque, "package:index", host, $"Packages are looked for at '{ShortText.Of(address)}', which is no index that is known.");
    }

    private static string Host(string address)
    {
        var rest = address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var end = rest.IndexOfAny(['/', '?', '#']);
        if (end >= 0) rest = rest[..end];
        if (rest.LastIndexOf('@') is var user and >= 0) rest = rest[(user + 1)..];
        return (rest.StartsWith('[') ? rest : rest.Split(':')[0]).ToLowerInvariant();
    }

    private static bool IsKnown(string host)
    {
        foreach (var known in SourceData.Current.PackageHosts)
        {
            if (host == known || (host.EndsWith(known, StringComparison.Ordinal) && host[^(known.Length + 1)] == '.')) return true;
        }

        return false;
    }

    /// <summary>A name one slip away from one that everybody installs.</summary>
    private static (HazardEffect Effect, string Rule, string Subject, string Detail)? Name(string line)
    {
        var end = line.AsSpan().IndexOfAny(NameEnds);
        var name = (end < 0 ? line : line[..end]).ToLowerInvariant().Replace('_', '-').Replace('.', '-');
        var data = SourceData.Current;
        if (name.Length < ShortestName || data.Packages.Contains(name) || data.Neighbours.Contains(name)) return null;
        foreach (var known in data.Packages)
        {
            if (known.Length >= ShortestName && known[0] == name[0] && Math.Abs(known.Length - name.Length) <= 1 && IsOneSlip(name, known))
                return (HazardEffect.Unresolved, "package:name", name, $"The package '{name}' is one letter away from '{known}': the name of such a package is how others' code gets installed.");
        }

        return null;
    }

    /// <summary>Whether one letter more, less or other, or two letters the other way round, make one name of the other.</summary>
    private static bool IsOneSlip(string name, string known)
    {
        var start = 0;
        while (start < name.Length && start < known.Length && name[start] == known[start]) start++;
        var end = 0;
        while (end < name.Length - start && end < known.Length - start && name[^(end + 1)] == known[^(end + 1)]) end++;
        var (left, right) = (name.Length - start - end, known.Length - start - end);
        return (left <= 1 && right <= 1) || (left == 2 && right == 2 && name[start] == known[start + 1] && name[start + 1] == known[start]);
    }
}
