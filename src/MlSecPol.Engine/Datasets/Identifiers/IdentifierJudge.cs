namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Decides for a whole column whether what has the form of an identifier is one: one matching cell proves little, a column of them much.</summary>
internal static class IdentifierJudge
{
    /// <summary>Share of random candidates that pass: one of ten check digits (Luhn); one of a hundred pairs (ISO 13616, 02 to 98).</summary>
    private const double LuhnChance = 0.1;
    private const double IbanChance = 0.01;

    // Share of random numbers in groups of 3-2-4 that break no rule of the SSA: 898 of 1,000 areas, 99 of 100 groups, 9,999 of 10,000 serials.
    private const double SsnChance = 0.889;

    // Customary groups are taken for as good as one check digit.
    private const double GroupingChance = 0.1;

    private const double Certain = 0.99;
    private const double High = 0.95;
    private const double Probable = 0.85;
    private const double Possible = 0.6;
    private const double Doubtful = 0.3;

    /// <summary>Whether random texts of the form pass the rules so often that a column must do better.</summary>
    internal static bool IsHeldAgainstChance(IdentifierKind kind) => kind is IdentifierKind.PaymentCard or IdentifierKind.Iban or IdentifierKind.UsSsn;

    /// <summary>Judges one kind in a column.</summary>
    internal static Judgement Judge(ColumnFacts column, IdentifierFacts facts, DatasetSettings settings)
    {
        if (facts.Valid == 0) return new(0, IsReported: false, 0);
        var validShare = (double)facts.Valid / facts.Verified;
        // Unverified ones, telephone numbers beyond the limit, are taken to be valid at the rate of the verified.
        var ratio = Math.Min(1, (facts.Cells + ((facts.Candidates - facts.Verified) * validShare)) / Math.Max(column.Values, 1));
        var isAnnounced = IsAnnounced(column.Name, facts.Kind);
        var isContradicted = ColumnNameContext.Contradicts(column.Name, facts.Kind);
        var confidence = Confidence(column, facts, isAnnounced, isContradicted, validShare, settings);
        var isChecked = facts.Kind is IdentifierKind.PaymentCard or IdentifierKind.Iban;
        var isReported = confidence >= settings.MinimumIdentifierConfidence && (isChecked || ratio >= settings.MinimumIdentifierRatio);
        return new(confidence, isReported, ratio);
    }

    /// <summary>
    /// An upper bound of the probability that at least <paramref name="valid"/> of <paramref name="candidates"/> independent candidates pass by chance
    /// (Chernoff–Hoeffding: exp(−n·KL(v/n ‖ p)); exact when all pass).
    /// </summary>
    internal static double ChanceOf(double valid, double candidates, double chance)
    {
        var share = valid / candidates;
        if (share <= chance) return 1;
        var divergence = share * Math.Log(share / chance);
        if (share < 1) divergence += (1 - share) * Math.Log((1 - share) / (1 - chance));
        return Math.Exp(-candidates * divergence);
    }

    private static bool IsAnnounced(string name, IdentifierKind kind) => ColumnNameContext.Announced(name) is { } announced
        && (announced == kind || (announced is IdentifierKind.Ipv4 or IdentifierKind.Ipv6 && kind is IdentifierKind.Ipv4 or IdentifierKind.Ipv6));

    private static double Confidence(
        ColumnFacts column, IdentifierFacts facts, bool isAnnounced, bool isContradicted, double validShare, DatasetSettings settings) => facts.Kind switch
        {
            IdentifierKind.Email => High,
            IdentifierKind.PaymentCard => AboveChance(column, facts, LuhnChance, isAnnounced, isContradicted, settings),
            IdentifierKind.Iban => AboveChance(column, facts, IbanChance, isAnnounced, isContradicted, settings),
            IdentifierKind.Ipv4 when isAnnounced => High,
            IdentifierKind.Ipv4 when isContradicted => Doubtful,
            // Fifteen in sixteen addresses drawn at random have a part beyond 127; version numbers have hardly any, and parts beyond 255 now and then.
            IdentifierKind.Ipv4 => facts.Grouped * 2 >= facts.Valid && validShare > 0.9 ? Probable : Doubtful,
            IdentifierKind.Ipv6 when isAnnounced => High,
            IdentifierKind.Ipv6 => !isContradicted && facts.Grouped * 2 >= facts.Valid ? High : Doubtful,
            IdentifierKind.UsSsn when isAnnounced => High,
            IdentifierKind.UsSsn when isContradicted || LooksRandom(facts) => Doubtful,
            IdentifierKind.UsSsn => Probable,
            IdentifierKind.Phone when isAnnounced => validShare >= 0.5 ? High : Doubtful,
            IdentifierKind.Phone when isContradicted => Doubtful,
            IdentifierKind.Phone => validShare >= 0.8 ? Probable : validShare >= 0.5 ? Possible : Doubtful,
            _ => 0,
        };

    /// <summary>The share of the valid ones that chance does not explain, or little when chance explains them all.</summary>
    private static double AboveChance(ColumnFacts column, IdentifierFacts facts, double chance, bool isAnnounced, bool isContradicted, DatasetSettings settings)
    {
        var candidates = (double)facts.DistinctCandidates;
        // Beyond what can be counted apart the share among all stands for the share among different ones.
        var valid = facts.DistinctCandidates < LinearCounter.Maximum / 2 ? facts.DistinctValid : candidates * facts.Valid / facts.Candidates;
        var probability = ChanceOf(valid, candidates, chance);
        if (facts.Grouped * 2 > facts.Valid) probability *= GroupingChance;
        if (isAnnounced) probability *= GroupingChance;
        // In a column of other opaque tokens all-digit ones are expected, so some that pass are too.
        if (isContradicted || column.OpaqueTokens > facts.Whole * 2) probability *= 1 / GroupingChance;
        if (probability > settings.ChanceLevel * (1 + 1e-9)) return Math.Min(Doubtful, 1 - Math.Min(probability, 1));
        var genuine = Math.Max(0, valid - (candidates * chance)) / (1 - chance);
        return Math.Min(Certain, genuine / valid);
    }

    /// <summary>Whether the rules of the SSA are broken about as often as random numbers break them.</summary>
    private static bool LooksRandom(IdentifierFacts facts)
    {
        const int FewestForDecision = 50;
        return facts.DistinctCandidates >= FewestForDecision && facts.DistinctValid <= facts.DistinctCandidates * (SsnChance + ((1 - SsnChance) / 2));
    }

    /// <summary>What the column comes to.</summary>
    /// <param name="Confidence">How sure it is that the column holds identifiers of the kind, 0 to 1.</param>
    /// <param name="IsReported">Whether it is above the thresholds.</param>
    /// <param name="Ratio">Share of the values that hold a valid one.</param>
    internal readonly record struct Judgement(double Confidence, bool IsReported, double Ratio);
}
