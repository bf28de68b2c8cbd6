using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when a header claims what the bytes do not bear out: loaders in native code trust such claims.</summary>
[Check("MS4.HeaderBounds")]
public sealed class HeaderBounds : Check<ModelFacts>
{
    /// <inheritdoc/>
    public override Verdict Evaluate(ModelFacts facts, SettingsSnapshot settings)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(settings);
        var findings = FindingNames.Distinguish(facts.HeaderDefects.Select(Judge));
        var worst = findings.MaxBy(f => f.Severity);
        if (worst is { Severity: >= Severity.High } || (worst is not null && settings.Get<ModelSettings>().Strict)) return Verdict.Fail(worst.Message, findings);
        if (facts.Gaps.FirstOrDefault(g => g.IsError) is { } gap && (facts.HeadersRead > 0 || facts.ContainersRead > 0 || facts.Length == 0))
            return Verdict.Error(gap.Reason, findings);
        if (facts.HeadersRead > 0)
            return Verdict.Pass(Agreement(facts), findings);
        if (facts.UnsupportedFormat is { } format) return Verdict.NotAssessed($"The content is of a kind that is not read: {format}.");
        if (facts.Gaps.FirstOrDefault(g => !g.IsError) is { } unread) return Verdict.NotAssessed(unread.Reason);
        return Verdict.NotApplicable("The format has no header whose claims could be compared with bytes.");
    }

    private static string Agreement(ModelFacts facts) =>
        $"{Quantity.Of(facts.HeadersRead, "header")} {(facts.HeadersRead == 1 ? "agrees with its" : "agree with their")} bytes ({Quantity.Of(facts.TensorCount, "tensor")}, {Quantity.Of(facts.TensorBytes, "byte")}).";

    private static Finding Judge(HeaderDefect defect) => new()
    {
        Severity = defect.Kind switch
        {
            HeaderDefectKind.Hole or HeaderDefectKind.UnknownType => Severity.Medium,
            _ => Severity.High,
        },
        Rule = defect.Claim is null ? $"header:{defect.Kind}" : $"header:{defect.Kind}:{defect.Claim}",
        Subject = defect.Subject,
        Message = defect.Detail,
        Member = defect.Member,
        Offset = defect.Offset,
        Location = (defect.Member, defect.Offset) switch
        {
            (null, null) => "header",
            (null, _) => $"offset {defect.Offset}",
            (_, null) => defect.Member,
            _ => $"{defect.Member}, offset {defect.Offset}",
        },
    };
}
