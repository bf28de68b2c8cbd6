namespace MlSecPol.Engine.Checks;

/// <summary>Why a target could not be audited at all; the cmdlet makes an error record of it.</summary>
/// <param name="ErrorId">Stable id, <c>MlSecPol.&lt;Area&gt;.&lt;What&gt;</c>, listed in about_MlSecPol_ExitCodes.</param>
/// <param name="Kind">The kind of trouble, which decides the error category.</param>
/// <param name="Message">The object and the reason, one sentence.</param>
/// <param name="RecommendedAction">What the user can do next.</param>
/// <param name="Cause">What was thrown; null when nothing was.</param>
public sealed record AuditError(string ErrorId, AuditErrorKind Kind, string Message, string RecommendedAction, Exception? Cause = null);
