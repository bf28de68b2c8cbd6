namespace MlSecPol.Engine.Reports;

/// <summary>How a target is named in a report.</summary>
/// <param name="Uri">As a URI reference: relative for files and names, absolute for what already was an address.</param>
/// <param name="BaseId">To what the reference is relative; null when it is not a file.</param>
/// <param name="Display">For a reader: relative to the root where it lies below it, otherwise as it was given.</param>
internal sealed record TargetName(string Uri, string? BaseId, string Display)
{
    /// <summary>The folder that the report was made for.</summary>
    internal const string RootBase = "ROOT";

    /// <summary>The top of the file system, for targets that do not lie below the root.</summary>
    internal const string FileSystemBase = "FILESYSTEM";

    /// <summary>The name of a target.</summary>
    internal static TargetName Of(string target, string root)
    {
        // First of all, because no path may hold a NUL.
        target = ReportText.Clean(target);
        if (IsWebAddress(target)) return new TargetName(System.Uri.TryCreate(target, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : Escaped(target), null, target);
        if (!Path.IsPathFullyQualified(target)) return new TargetName(Escaped(Slashes(target)), null, target);
        var relative = Path.GetRelativePath(root, target);
        return relative == "." || relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathFullyQualified(relative)
            ? new TargetName(Escaped(Slashes(target).TrimStart('/')), FileSystemBase, target)
            : new TargetName(Escaped(Slashes(relative)), RootBase, Slashes(relative));
    }

    /// <summary>A folder as the URI that references are relative to; it ends in a slash.</summary>
    internal static string BaseUri(string folder) => Slashes(folder).Trim('/') is { Length: > 0 } inner ? $"file:///{Escaped(inner)}/" : "file:///";

    private static bool IsWebAddress(string target) =>
        target.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static string Slashes(string path) => OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;

    private static string Escaped(string path) =>
        string.Join('/', path.Split('/').Select(System.Uri.EscapeDataString)).TrimStart('/') is { Length: > 0 } text ? text : "unnamed";
}
