using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Reports;

/// <summary>A report that cannot be written or read.</summary>
/// <param name="errorId">Stable id, <c>MlSecPol.Report.&lt;What&gt;</c>, listed in about_MlSecPol_ExitCodes.</param>
/// <param name="kind">The kind of trouble, which decides the error category.</param>
/// <param name="message">The file and what is wrong, one sentence.</param>
/// <param name="recommendedAction">What the user can do next.</param>
/// <param name="innerException">What was thrown underneath; null when nothing was.</param>
public sealed class ReportException(string errorId, AuditErrorKind kind, string message, string recommendedAction, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>Stable id of the error.</summary>
    public string ErrorId { get; } = errorId;

    /// <summary>The kind of trouble.</summary>
    public AuditErrorKind Kind { get; } = kind;

    /// <summary>What the user can do next.</summary>
    public string RecommendedAction { get; } = recommendedAction;
}
