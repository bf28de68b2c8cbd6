using System.Buffers;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Repository.Dependencies;

/// <summary>Reads environments of conda: channels, packages, and the list for pip inside.</summary>
internal static class CondaEnvironment
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create("=<>! [");
    private static readonly SearchValues<char> Ranges = SearchValues.Create("<>!*,|");

    /// <summary>What an environment asks for; lines are not known, because YAML is read as a whole.</summary>
    /// <exception cref="FormatException">It is no YAML, or beyond a limit.</exception>
    internal static IEnumerable<PackageRequirement> Read(string path, string text)
    {
        var root = YamlNode.Parse(text);
        foreach (var channel in root["channels"]?.Items ?? [])
        {
            if (channel.Text is { } address && address.Contains("http://", StringComparison.OrdinalIgnoreCase)) yield return new PackageRequirement(path, 0, "channel", Pinning.UntrustedSource, ShortText.Of(address));
        }

        foreach (var item in root["dependencies"]?.Items ?? [])
        {
            // The interpreter and pip itself are no packages that somebody could exchange by a newer version of theirs.
            if (item.Text is { Length: > 0 } package && Name(package) is var name && name is not ("python" or "pip")) yield return new PackageRequirement(path, 0, name, Judge(package), ShortText.Of(package));
            foreach (var line in item["pip"]?.Items ?? [])
            {
                if (PipList.Line(path, 0, line.Text?.Trim() ?? string.Empty) is { } requirement) yield return requirement;
            }
        }
    }

    private static string Name(string package)
    {
        var plain = package.Contains("::", StringComparison.Ordinal) ? package[(package.IndexOf("::", StringComparison.Ordinal) + 2)..] : package;
        var end = plain.AsSpan().IndexOfAny(NameEnds);
        return ShortText.Of(end > 0 ? plain[..end] : plain);
    }

    // name=version and name=version=build name one version; ranges and stars do not.
    private static Pinning Judge(string package) =>
        package.Contains('=', StringComparison.Ordinal) && package.AsSpan().IndexOfAny(Ranges) < 0 ? Pinning.Version : Pinning.Open;
}
