namespace MlSecPol.Engine.Policy;

/// <summary>Refuses facts that cannot be true together.</summary>
internal static class ActivityFactsCheck
{
    /// <exception cref="ActivityFactsException">A fact has no defined value, or two facts contradict each other.</exception>
    public static void Require(ActivityFacts f)
    {
        if (string.IsNullOrWhiteSpace(f.Name)) throw new ActivityFactsException(nameof(f.Name), "An activity needs a name.");
        Defined(nameof(f.Develops), f.Develops);
        Defined(nameof(f.Uses), f.Uses);
        Defined(nameof(f.Consumes), f.Consumes);
        Defined(nameof(f.ArtifactKind), f.ArtifactKind);
        Defined(nameof(f.ArtifactOrigin), f.ArtifactOrigin);
        Defined(nameof(f.Purpose), f.Purpose);
        Defined(nameof(f.Delivery), f.Delivery);
        Defined(nameof(f.Access), f.Access);
        Defined(nameof(f.DatasetUse), f.DatasetUse);
        Contradiction(f, nameof(f.Uses), f.Uses == UsedAsset.None && f.Access is not null, "no dataset is used, yet its access is stated");
        Contradiction(f, nameof(f.Uses), f.Uses == UsedAsset.None && f.DatasetUse is not null, "no dataset is used, yet its use is stated");
        Contradiction(f, nameof(f.Uses), f.Uses == UsedAsset.None && f.ArtifactKind == ArtifactKind.Dataset, "no dataset is used, yet one is obtained");
        Contradiction(f, nameof(f.Consumes), f.Consumes == ConsumedService.None && f.Delivery is not null, "no service is consumed, yet its delivery is stated");
        Contradiction(f, nameof(f.Delivery), f.Consumes == ConsumedService.ExternalGenAiService && f.Delivery == ServiceDelivery.SelfHosted,
            "an external service is consumed, yet it is self-hosted");
        Contradiction(f, nameof(f.ArtifactKind), f.ArtifactKind == ArtifactKind.None && f.ArtifactOrigin is not null, "no artifact is obtained, yet its origin is stated");
    }

    private static void Defined<TEnum>(string fact, TEnum? value)
        where TEnum : struct, Enum
    {
        if (value is { } given && !Enum.IsDefined(given))
            throw new ActivityFactsException(fact, $"{fact} has no value '{given}'; it is one of {string.Join(", ", Enum.GetNames<TEnum>())}.");
    }

    private static void Contradiction(ActivityFacts f, string fact, bool contradicts, string what)
    {
        if (contradicts) throw new ActivityFactsException(fact, $"The facts of '{f.Name}' contradict each other: {what}.");
    }
}
