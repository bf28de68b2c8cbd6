using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;
using MlSecPol.Engine.Models.Repository.Signing;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when the signature over a model folder is bad, or the folder is not what was signed.</summary>
[Check("MS6.SignatureVerified")]
public sealed class SignatureVerified() : RepositoryCheck(RepositoryAspect.Signature)
{
    /// <inheritdoc/>
    protected override Verdict Judge(RepositoryFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Signature is not { } signature) return Verdict.NotApplicable("The folder is not signed.");
        return signature.State switch
        {
            SignatureState.Refuted => Verdict.Fail(signature.Reason, [.. Findings(signature)]),
            SignatureState.Undecided => Verdict.NotAssessed(signature.Reason),
            SignatureState.Unreadable => Verdict.Error(signature.Reason),
            _ => Verdict.Pass(
                $"{signature.Reason} {Quantity.Of(signature.FilesCompared, "file")} compared, {signature.BytesHashed} bytes hashed.",
                [.. signature.IgnoredPaths.Select(p => At(signature.Path, Severity.Info, "signature:ignored", p, $"'{p}' was left out when signing."))]),
        };
    }

    private static IEnumerable<Finding> Findings(FolderSignature signature)
    {
        if (signature.Differences.Count == 0) yield return At(signature.Path, Severity.Critical, "signature:bad", signature.Form.ToString(), signature.Reason);
        foreach (var difference in signature.Differences)
        {
            var (rule, message) = difference.Kind switch
            {
                FileDifferenceKind.Missing => ("signature:missing", "The file was signed and is not there."),
                FileDifferenceKind.Changed => ("signature:changed", "The file is not the one that was signed."),
                FileDifferenceKind.Extra => ("signature:extra", "The file is there and was not signed."),
                _ => ("signature:link", "The file is a link, which the signature does not allow."),
            };
            yield return At(difference.Path, difference.Kind == FileDifferenceKind.Changed ? Severity.Critical : Severity.High, rule, difference.Path, message);
        }
    }
}
