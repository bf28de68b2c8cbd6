using System.Management.Automation;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Reports;

namespace MlSecPol.Cmdlets;

/// <summary>The one place where error records are made: each has a stable id, a real category, the user's input as target and a recommended action.</summary>
internal static class ErrorRecords
{
    private const int LongestText = 120;

    /// <summary>A target that could not be audited; the rest goes on.</summary>
    internal static ErrorRecord Of(AuditError error, string target) =>
        Create(error.Cause ?? new InvalidOperationException(error.Message), error.ErrorId, Category(error.Kind), target, error.Message, error.RecommendedAction);

    /// <summary>The run cannot start.</summary>
    internal static ErrorRecord Of(UsageException error, object? target) =>
        Create(error, error.ErrorId, ErrorCategory.InvalidArgument, target, error.Message, error.RecommendedAction);

    /// <summary>A report that cannot be written or read.</summary>
    internal static ErrorRecord Of(ReportException error, string path) =>
        Create(error, error.ErrorId, Category(error.Kind), path, error.Message, error.RecommendedAction);

    /// <summary>A path that leads to no file.</summary>
    internal static ErrorRecord PathNotFound(string path, Exception? cause = null) => Create(
        cause ?? new ItemNotFoundException($"There is nothing at '{path}'."),
        "MlSecPol.Path.NotFound",
        ErrorCategory.ObjectNotFound,
        path,
        $"There is nothing at '{path}'.",
        "Check the spelling; use -LiteralPath for names with [ ] * or ?.");

    /// <summary>An object of the pipeline that has no path, such as a row of a table, and became text.</summary>
    internal static ErrorRecord NotAPath(string text) => Create(
        new PSInvalidCastException("An object without a path came from the pipeline."),
        "MlSecPol.Path.NotAPath",
        ErrorCategory.InvalidType,
        text,
        $"An object without a path came from the pipeline: {text}.",
        "Pipe files or paths: the output of Get-ChildItem, text, or objects with a property Path or PSPath. Test-MlDataset takes rows of a table when -Name says what to call them.");

    /// <summary>A path of another provider, for example the registry or a certificate store.</summary>
    internal static ErrorRecord NotAFileSystemPath(string path) => Create(
        new PSNotSupportedException($"'{path}' is not a path of the file system."),
        "MlSecPol.Path.NotFileSystem",
        ErrorCategory.InvalidArgument,
        path,
        $"'{path}' is not a path of the file system.",
        "Give the path of a file or folder.");

    /// <summary>A folder where a file was expected.</summary>
    internal static ErrorRecord IsFolder(string path) => Create(
        new PSInvalidOperationException($"'{path}' is a folder."),
        "MlSecPol.Path.IsFolder",
        ErrorCategory.InvalidArgument,
        path,
        $"'{path}' is a folder.",
        "Add -Recurse to audit the files in it and below it.");

    /// <summary>A folder where a report was expected.</summary>
    internal static ErrorRecord NoReport(string path) => Create(
        new PSInvalidOperationException($"'{path}' is a folder."),
        "MlSecPol.Path.IsFolder",
        ErrorCategory.InvalidArgument,
        path,
        $"'{path}' is a folder.",
        "Name the files in it, for example with *.json.");

    /// <summary>A bill of materials without anything in it.</summary>
    internal static ErrorRecord NoModel(string destination) => Create(
        new PSInvalidOperationException("There is no model to write a bill of materials of."),
        "MlSecPol.Bom.NoModel",
        ErrorCategory.ObjectNotFound,
        destination,
        "There is no model to write a bill of materials of.",
        "Name model files, or a folder that holds some; a file that is named is taken whatever it looks like.");

    /// <summary>A second profile where one file was named for them.</summary>
    internal static ErrorRecord OneProfile(string path) => Create(
        new PSInvalidOperationException($"'{path}' holds one profile and there are more."),
        "MlSecPol.Profile.OneFile",
        ErrorCategory.InvalidArgument,
        path,
        $"'{path}' holds one profile and there are more.",
        "Add -Merge to make one profile of all, or name a folder.");

    /// <summary>An object that is neither a path nor a profile.</summary>
    internal static ErrorRecord NotAProfile(PSObject input) => Create(
        new PSInvalidCastException("-Reference is neither a path nor a profile of a dataset."),
        "MlSecPol.Profile.NotAProfile",
        ErrorCategory.InvalidType,
        input,
        "-Reference is neither a path nor a profile of a dataset.",
        "Name a file with data, a file that Measure-MlDataset -StatePath wrote, or give what Measure-MlDataset emits.");

    /// <summary>A folder that could not be listed.</summary>
    internal static ErrorRecord FolderNotListed(string path, ArtifactException error) =>
        Create(error, "MlSecPol.Path.NotListed", ErrorCategory.PermissionDenied, path, error.Message, error.RecommendedAction);

    /// <summary>An address behind which no files could be found.</summary>
    internal static ErrorRecord AddressNotListed(Uri address, ArtifactException error) =>
        Create(error, $"MlSecPol.Artifact.{error.Kind}", ErrorCategory.ConnectionError, address, error.Message, error.RecommendedAction);

    /// <summary>An input object that is no check result.</summary>
    internal static ErrorRecord NotAResult(object? input)
    {
        var text = input?.ToString() ?? string.Empty;
        var message = $"'{(text.Length > LongestText ? text[..LongestText] + "…" : text)}' is not a check result.";
        return Create(
            new PSInvalidCastException(message),
            "MlSecPol.Result.NotAResult",
            ErrorCategory.InvalidType,
            input,
            message,
            "Pipe the output of Invoke-MlModelAudit, Test-MlDataset or another auditing command.");
    }

    /// <summary>A gate that does not open.</summary>
    internal static ErrorRecord AssertionFailed(GateOutcome outcome) => Create(
        new PSInvalidOperationException(outcome.Message),
        "MlSecPol.Assert.Failed",
        ErrorCategory.InvalidResult,
        outcome,
        outcome.Message,
        "Look at the results that failed, mend them or request an exception; about_MlSecPol_ExitCodes explains the code.");

    /// <summary>An error with everything a user needs to go on.</summary>
    internal static ErrorRecord Create(Exception exception, string errorId, ErrorCategory category, object? target, string message, string recommendedAction) =>
        new(exception, errorId, category, target) { ErrorDetails = new ErrorDetails(message) { RecommendedAction = recommendedAction } };

    private static ErrorCategory Category(AuditErrorKind kind) => kind switch
    {
        AuditErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        AuditErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        AuditErrorKind.ReadFailed => ErrorCategory.ReadError,
        AuditErrorKind.InvalidData => ErrorCategory.InvalidData,
        AuditErrorKind.Exists => ErrorCategory.ResourceExists,
        AuditErrorKind.WriteFailed => ErrorCategory.WriteError,
        AuditErrorKind.LimitReached => ErrorCategory.LimitsExceeded,
        _ => ErrorCategory.InvalidOperation,
    };
}
