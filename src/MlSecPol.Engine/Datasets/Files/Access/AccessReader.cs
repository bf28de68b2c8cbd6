using System.Globalization;

namespace MlSecPol.Engine.Datasets.Files.Access;

/// <summary>Asks the platform who may do what with a file.</summary>
internal static class AccessReader
{
    internal static AccessFacts Read(string path)
    {
        AccessFacts facts;
        try
        {
            facts = OperatingSystem.IsWindows() ? WindowsAccess.Read(path) : UnixAccess.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            facts = new AccessFacts { Gap = $"The rights on the file are not known: {e.Message.TrimEnd('.')}" };
        }

        return WithLink(facts, path);
    }

    private static AccessFacts WithLink(AccessFacts facts, string path)
    {
        try
        {
            if (new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) is not { } target) return facts;
            var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
            var inside = target.FullName.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
            return facts with { LinkTarget = target.FullName, LinkLeadsAway = !inside };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return facts with { Gap = facts.Gap ?? string.Create(CultureInfo.InvariantCulture, $"Whether the path is a link is not known: {e.Message.TrimEnd('.')}") };
        }
    }
}
