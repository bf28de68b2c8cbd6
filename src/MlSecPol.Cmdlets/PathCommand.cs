using System.Collections.ObjectModel;
using System.Management.Automation;
using DriveNotFoundException = System.Management.Automation.DriveNotFoundException;

namespace MlSecPol.Cmdlets;

/// <summary>Base of cmdlets that look at files: owns <c>-Path</c>, <c>-LiteralPath</c> and what PowerShell users expect of them.</summary>
public abstract class PathCommand : PSCmdlet
{
    /// <summary>Name of the parameter set with wildcards.</summary>
    protected const string PathSet = "Path";

    /// <summary>Name of the parameter set without wildcards.</summary>
    protected const string LiteralPathSet = "LiteralPath";

    /// <summary>Files, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files, names taken as they are; binds the PSPath of what Get-ChildItem and Get-Item emit.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>
    /// Full file system paths that the parameters of this record lead to, with whether the user named the path itself (by a wildcard or from the
    /// pipeline otherwise); a path that leads nowhere is a non-terminating error and the others go on.
    /// </summary>
    private protected IEnumerable<(string FullName, bool Named)> ResolvedPaths()
    {
        var literal = ParameterSetName == LiteralPathSet;
        foreach (var path in literal ? LiteralPath : Path)
        {
            var named = !MyInvocation.ExpectingInput && (literal || !WildcardPattern.ContainsWildcardCharacters(path));
            foreach (var resolved in literal ? Literal(path) : WithWildcards(path)) yield return (resolved, named);
        }
    }

    private IEnumerable<string> Literal(string path)
    {
        string resolved;
        try
        {
            resolved = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (!IsFileSystem(provider, path)) return [];
        }
        catch (Exception e) when (e is DriveNotFoundException or ProviderNotFoundException or ProviderInvocationException or NotSupportedException)
        {
            WriteError(ErrorRecords.PathNotFound(path, e));
            return [];
        }

        if (File.Exists(resolved) || Directory.Exists(resolved)) return [resolved];
        WriteError(ErrorRecords.PathNotFound(path));
        return [];
    }

    private Collection<string> WithWildcards(string path)
    {
        try
        {
            var resolved = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            if (!IsFileSystem(provider, path)) return [];
            if (resolved.Count == 0) WriteError(IsObjectText(path) ? ErrorRecords.NotAPath(path) : ErrorRecords.PathNotFound(path));
            return resolved;
        }
        catch (Exception e) when (e is ItemNotFoundException or DriveNotFoundException or ProviderNotFoundException or ProviderInvocationException or NotSupportedException)
        {
            WriteError(IsObjectText(path) ? ErrorRecords.NotAPath(path) : ErrorRecords.PathNotFound(path, e));
            return [];
        }
    }

    // PowerShell binds an object without a path as its text.
    private bool IsObjectText(string path) => MyInvocation.ExpectingInput && path.StartsWith("@{", StringComparison.Ordinal);

    private bool IsFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name == "FileSystem") return true;
        WriteError(ErrorRecords.NotAFileSystemPath(path));
        return false;
    }
}
