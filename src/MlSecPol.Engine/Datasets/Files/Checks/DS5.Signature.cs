using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Files.Signatures;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>Detached signatures beside the file belong to its content and to a trusted key.</summary>
[Check("DS5.Signature")]
public sealed class Signature : FileCheck
{
    internal override FileQuestions Questions => FileQuestions.Signatures;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var signatures = file.Signatures!;
        if (signatures.Count == 0)
        {
            const string none = "There is no detached signature beside the file";
            return SettingsOf(settings).RequireSignature ? Verdict.Fail($"{none}.", Finding(Severity.Medium, "missing", none)) : Verdict.NotApplicable($"{none}.");
        }

        var findings = new List<Finding>();
        foreach (var s in signatures)
        {
            var text = $"{Path.GetFileName(s.File)} ({s.Form}): {s.Detail}";
            if (s.State == SignatureState.Bad) findings.Add(Finding(Severity.Critical, "bad", text, subject: s.Form));
            else if (s.State == SignatureState.Untrusted) findings.Add(Finding(Severity.High, "untrusted", text, subject: s.Form));
            else if (s.State == SignatureState.Good) findings.Add(Finding(Severity.Info, "good", text, subject: s.Form));
            if (s.WeakDigest is { } weak) findings.Add(Finding(Severity.Low, "weak", $"{Path.GetFileName(s.File)} signs a digest of {weak}, for which whoever wants makes another file with the same digest", subject: s.Form));
        }

        var good = signatures.FirstOrDefault(s => s.State == SignatureState.Good);
        var malformed = signatures.FirstOrDefault(s => s.State == SignatureState.Malformed);
        var open = signatures.FirstOrDefault(s => s.State is SignatureState.UnknownKey or SignatureState.Unsupported);
        return Conclude(
            findings,
            _ => findings.Exists(f => f.Rule is "bad") ? "A signature does not belong to the file." : "A signature is not to be relied on.",
            $"A trusted key signed the file: {good?.Detail}.",
            malformed is null ? null : $"{Path.GetFileName(malformed.File)}: {malformed.Detail}.",
            // One signature by a trusted key is enough; others may be by anybody.
            good is null && open is not null ? $"{Path.GetFileName(open.File)}: {open.Detail}." : null);
    }
}
