namespace MlSecPol.Engine.Policy;

/// <summary>
/// Decides for one activity whether the policy applies. Rules A1 to A4 bring an activity in; X1 names what is left to other guidelines, the use of an
/// external generative-AI service, and takes nothing else out. A fact that was not stated leaves a rule open only where it belongs to what the activity does.
/// </summary>
public static class ApplicabilityRules
{
    /// <summary>The answer for one activity, with every rule that matched.</summary>
    /// <exception cref="ActivityFactsException">A fact has no defined value, or two facts contradict each other.</exception>
    public static Applicability Evaluate(ActivityFacts facts)
    {
        ActivityFactsCheck.Require(facts);
        var inclusions = Inclusions(facts);
        var exclusion = ExternalService(facts);
        var matched = inclusions.Append(exclusion).Where(r => r.Holds == true).Select(r => r.Id).ToArray();
        var open = inclusions.Where(r => r.Holds is null).ToArray();
        var status = inclusions.Any(r => r.Holds == true) ? ApplicabilityStatus.Applies
            : open.Length > 0 ? ApplicabilityStatus.Undetermined
            : ApplicabilityStatus.NotApplicable;
        string[] missing = status == ApplicabilityStatus.Undetermined ? [.. open.SelectMany(r => r.Missing).Distinct(StringComparer.Ordinal)] : [];
        return new()
        {
            Activity = facts.Name,
            Status = status,
            Rules = matched,
            MissingFacts = missing,
            Facts = Stated(facts),
            Reason = Reason(status, inclusions, exclusion.Holds == true, missing),
        };
    }

    private static Rule[] Inclusions(ActivityFacts f)
    {
        var develops = f.Develops is not (null or DevelopedAsset.None);
        var obtains = f.ArtifactOrigin is not null || f.ArtifactKind is not (null or ArtifactKind.None);
        var consumes = f.Delivery is not null || f.Consumes is not (null or ConsumedService.None);
        var uses = f.Uses == UsedAsset.Dataset || f.Access is not null || f.DatasetUse is not null;

        // An activity of which nothing is known could be any of them; one of which something is known is that and nothing else.
        var unknown = !(develops || obtains || consumes || uses);

        // A model is hardly developed without data, and a dataset is obtained to be used: these leave A4 open until somebody denies it.
        var mayUseData = uses || develops || f.ArtifactKind == ArtifactKind.Dataset || (f.ArtifactOrigin is not null && f.ArtifactKind is null);
        var purpose = new Condition(nameof(f.Purpose), f.Purpose is null ? null : f.Purpose is Purpose.Commercial or Purpose.OpenSource);
        return
        [
            Rule.Of("A1", "a model is developed in-house for a commercial or open-source purpose", develops || unknown,
                new(nameof(f.Develops), f.Develops is null ? null : f.Develops == DevelopedAsset.Model),
                purpose),
            Rule.Of("A2", "a downloaded public dataset or pre-trained model is used for a commercial or open-source purpose", obtains || unknown,
                new(nameof(f.ArtifactKind), f.ArtifactKind is null ? null : f.ArtifactKind != ArtifactKind.None),
                new(nameof(f.ArtifactOrigin), f.ArtifactOrigin is null ? null : f.ArtifactOrigin == ArtifactOrigin.PublicDownload),
                purpose),
            Rule.Of("A3", "an AI service of a cloud provider is used as SaaS, PaaS or serverless for a commercial or open-source purpose", consumes || unknown,
                new(nameof(f.Consumes), IsCspService(f)),
                new(nameof(f.Delivery), f.Delivery is null ? null : f.Delivery != ServiceDelivery.SelfHosted),
                purpose),
            Rule.Of("A4", "a public or internally generated dataset is used for training or validation", mayUseData || unknown,
                new(nameof(f.Uses), f.Uses is null ? (f.ArtifactKind == ArtifactKind.Dataset || uses ? true : null) : f.Uses == UsedAsset.Dataset),
                new(nameof(f.Access), AccessOf(f) is { } access ? access != DatasetAccess.ThirdParty : null),
                new(nameof(f.DatasetUse), f.DatasetUse is null ? null : f.DatasetUse != DatasetUse.Other)),
        ];
    }

    private static Rule ExternalService(ActivityFacts f) => Rule.Of("X1", "an external generative-AI service is used", engaged: true,
        new Condition(nameof(f.Consumes), f.Consumes == ConsumedService.ExternalGenAiService && !IsPlatform(f.Delivery)));

    // An assistant product is finished software; what is delivered as a platform may be the organisation's own deployment, which A3 means: ask.
    private static bool? IsCspService(ActivityFacts f) => f.Consumes switch
    {
        null or ConsumedService.UnclassifiedAiService => null,
        ConsumedService.ExternalGenAiService => IsPlatform(f.Delivery) ? null : false,
        _ => f.Consumes == ConsumedService.CspAiService,
    };

    private static bool IsPlatform(ServiceDelivery? delivery) => delivery is ServiceDelivery.PaaS or ServiceDelivery.Serverless;

    private static DatasetAccess? AccessOf(ActivityFacts f) => f.Access ?? (f.ArtifactKind, f.ArtifactOrigin) switch
    {
        (ArtifactKind.Dataset, ArtifactOrigin.PublicDownload) => DatasetAccess.Public,
        (ArtifactKind.Dataset, ArtifactOrigin.Internal) => DatasetAccess.Internal,
        (ArtifactKind.Dataset, ArtifactOrigin.Supplier) => DatasetAccess.ThirdParty,
        _ => null,
    };

    private static string Reason(ApplicabilityStatus status, Rule[] inclusions, bool excluded, string[] missing)
    {
        var reason = status switch
        {
            ApplicabilityStatus.Applies => $"{string.Join("; ", inclusions.Where(r => r.Holds == true).Select(r => $"{r.Id}: {r.Text}"))}.",
            ApplicabilityStatus.Undetermined => $"Rule {string.Join(", ", inclusions.Where(r => r.Holds is null).Select(r => r.Id))} may apply; state {string.Join(", ", missing)}.",
            _ when excluded => "X1: the use of an external generative-AI service is left to other guidelines.",
            _ => "No rule brings this activity into the policy.",
        };
        return excluded && status != ApplicabilityStatus.NotApplicable
            ? reason + " X1 leaves out only the use of the external generative-AI service; describe it as an activity of its own."
            : reason;
    }

    private static string[] Stated(ActivityFacts f)
    {
        (string Name, object? Value)[] all =
        [
            (nameof(f.Develops), f.Develops), (nameof(f.Uses), f.Uses), (nameof(f.Consumes), f.Consumes), (nameof(f.ArtifactKind), f.ArtifactKind),
            (nameof(f.ArtifactOrigin), f.ArtifactOrigin), (nameof(f.Purpose), f.Purpose), (nameof(f.Delivery), f.Delivery), (nameof(f.Access), f.Access),
            (nameof(f.DatasetUse), f.DatasetUse),
        ];
        return [.. all.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}")];
    }

    /// <summary>A fact and whether it is as a rule wants it; null when that is not known.</summary>
    private readonly record struct Condition(string Fact, bool? Holds);

    /// <summary>A rule held against the facts: false when one condition fails, true when all hold, otherwise open.</summary>
    private sealed record Rule(string Id, string Text, bool? Holds, string[] Missing)
    {
        /// <param name="id">The id.</param>
        /// <param name="text">What it is about.</param>
        /// <param name="engaged">Whether it concerns what the activity does.</param>
        /// <param name="conditions">What it wants.</param>
        public static Rule Of(string id, string text, bool engaged, params Condition[] conditions)
        {
            string[] missing = [.. conditions.Where(c => c.Holds is null).Select(c => c.Fact)];
            bool? holds = !engaged || Array.Exists(conditions, c => c.Holds == false) ? false : missing.Length > 0 ? null : true;
            return new(id, text, holds, missing);
        }
    }
}
