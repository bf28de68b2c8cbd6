namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Decides for a whole column whether what has the form of an identifier is one: one matching cell proves little, a column of them much.</summary>
internal static class IdentifierJudge
{
    // Customary groups are taken for as good as one check digit.
    private const double GroupingChance = 0.1;

    // Above this a check leaves too many random texts for a comparison with chance to mean much.
    private const double WeakestCheck = 0.25;

    private const double Certain = 0.99;
    private const double High = 0.95;
    private const double Probable = 0.85;
    private const double Likely = 0.7;
    private const double Possible = 0.6;
    private const double Doubtful = 0.3;

    // Shares of a column, chosen by this project.
    private const double NearlyAll = 0.8;
    private const double Half = 0.5;
    private const double NamesWhenAnnounced = 0.2;
    private const double NamesWhenHinted = 0.4;
    private const double FewOpaque = 0.02;

    // A column that is only half telephone numbers must not be a handful of them.
    private const int FewestPhones = 10;

    /// <summary>Whether random texts of the form pass the rules so often that a column must do better.</summary>
    internal static bool IsHeldAgainstChance(IdentifierKind kind) => HasCheck(kind) || kind == IdentifierKinds.UsSsn;

    /// <summary>Judges one kind in a column.</summary>
    internal static Judgement Judge(ColumnFacts column, IdentifierFacts facts, DatasetSettings settings)
    {
        if (facts.Valid == 0) return new(0, IsReported: false, 0);
        var validShare = (double)facts.Valid / facts.Verified;
        // Unverified ones, telephone numbers beyond the limit, are taken to be valid at the rate of the verified.
        var ratio = Math.Min(1, (facts.Cells + ((facts.Candidates - facts.Verified) * validShare)) / Math.Max(column.Values, 1));
        var isAnnounced = IsAnnounced(column.Name, facts);
        var isContradicted = ColumnNameContext.Contradicts(column.Name, facts.Kind);
        var confidence = Confidence(column, facts, isAnnounced, isContradicted, validShare, ratio, settings);
        var isReported = confidence >= settings.MinimumIdentifierConfidence && (HasCheck(facts.Kind) || ratio >= settings.MinimumIdentifierRatio);
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

    private static bool HasCheck(IdentifierKind kind) => kind.Chance <= WeakestCheck;

    /// <summary>Whether the name of the column, or words in front of most of them, announce the kind.</summary>
    private static bool IsAnnounced(string name, IdentifierFacts facts)
    {
        var announced = ColumnNameContext.Read(name);
        return announced.Has(facts.Kind)
            || (facts.Kind == IdentifierKinds.Ipv6 && announced.Has(IdentifierKinds.Ipv4))
            || (facts.Kind == IdentifierKinds.Ipv4 && announced.Has(IdentifierKinds.Ipv6))
            || (facts.InContext > 0 && facts.InContext * 2 >= facts.Valid);
    }

    private static double Confidence(
        ColumnFacts column, IdentifierFacts facts, bool isAnnounced, bool isContradicted, double validShare, double ratio, DatasetSettings settings)
    {
        var kind = facts.Kind;
        if (kind == IdentifierKinds.Email) return High;
        if (kind == IdentifierKinds.Ipv4)
        {
            if (isAnnounced || isContradicted) return isAnnounced ? High : Doubtful;
            // Fifteen in sixteen addresses drawn at random have a part beyond 127; version numbers have hardly any, and parts beyond 255 now and then.
            return facts.Grouped * 2 >= facts.Valid && validShare > 0.9 ? Probable : Doubtful;
        }

        if (kind == IdentifierKinds.Ipv6) return isAnnounced || (!isContradicted && facts.Grouped * 2 >= facts.Valid) ? High : Doubtful;
        if (kind == IdentifierKinds.UsSsn) return isAnnounced ? High : isContradicted || LooksRandom(facts) ? Doubtful : Probable;
        if (kind == IdentifierKinds.Phone)
        {
            if (isAnnounced) return validShare >= Half ? High : Doubtful;
            return isContradicted ? Doubtful : validShare >= NearlyAll ? Probable : validShare >= Half && facts.Verified >= FewestPhones ? Possible : Doubtful;
        }

        if (kind == IdentifierKinds.PersonName || kind == IdentifierKinds.PostalAddress) return ByDictionary(column.Name, kind, ratio);
        return HasCheck(kind) ? AboveChance(column, facts, isAnnounced, isContradicted, validShare, settings) : ByForm(facts, isAnnounced, isContradicted, validShare, ratio);
    }

    /// <summary>Kinds without a check worth the name: a word must announce them, or the form must be telling and nearly every value have it.</summary>
    private static double ByForm(IdentifierFacts facts, bool isAnnounced, bool isContradicted, double validShare, double ratio)
    {
        if (isAnnounced) return validShare >= Half ? Probable : Doubtful;
        // The grammar of web, device and wallet addresses is so particular that hardly anything else has it.
        if (facts.Kind is not TokenKind && !isContradicted) return facts.Kind.FormEvidence;
        // Two equal forms in one column may be a coincidence, and so may one in a text.
        return !isContradicted && ratio >= NearlyAll && facts.Valid >= 3 ? facts.Kind.FormEvidence : Math.Min(Doubtful, facts.Kind.FormEvidence);
    }

    /// <summary>Names and addresses: never more than likely, because the lists are short and words are names, too.</summary>
    private static double ByDictionary(string name, IdentifierKind kind, double ratio) =>
        ColumnNameContext.Read(name).Strong.Contains(kind) ? ratio >= NamesWhenAnnounced ? Likely : Doubtful : ratio >= NamesWhenHinted ? Possible : Doubtful;

    /// <summary>The share of the valid ones that chance does not explain, or little when chance explains them all.</summary>
    private static double AboveChance(ColumnFacts column, IdentifierFacts facts, bool isAnnounced, bool isContradicted, double validShare, DatasetSettings settings)
    {
        var chance = facts.Kind.Chance;
        var candidates = (double)facts.DistinctCandidates;
        // Beyond what can be counted apart the share among all stands for the share among different ones.
        var valid = facts.DistinctCandidates < LinearCounter.Maximum / 2 ? facts.DistinctValid : candidates * facts.Valid / facts.Candidates;
        var probability = ChanceOf(valid, candidates, chance);
        if (facts.Grouped * 2 > facts.Valid) probability *= GroupingChance;
        if (isAnnounced) probability *= GroupingChance;
        // In a column of other opaque tokens all-digit ones are expected, so some that pass are too.
        if (isContradicted || column.OpaqueTokens > facts.Whole * 2) probability *= 1 / GroupingChance;
        if (facts.Kind is TokenKind token && !isAnnounced)
        {
            // Each rival of the same form is another chance to fit; a genuine column fits throughout, and has no codes with letters among its numbers.
            probability *= TokenForms.RivalsOf(token);
            if (validShare < Half || HasOtherCodes(column, facts, token)) return Doubtful;
        }

        if (probability > settings.ChanceLevel * (1 + 1e-9)) return Math.Min(Doubtful, 1 - Math.Min(probability, 1));
        var genuine = Math.Max(0, valid - (candidates * chance)) / (1 - chance);
        return Math.Min(Certain, genuine / valid);
    }

    /// <summary>Whether values with letters stand among the numbers: an ISBN ends in X now and then, and the others pass the check of other numbers.</summary>
    private static bool HasOtherCodes(ColumnFacts column, IdentifierFacts facts, TokenKind kind) =>
        !kind.HasLetters && facts.Whole * 2 > facts.Valid && column.OpaqueTokens > 0 && column.OpaqueTokens >= facts.Whole * FewOpaque;

    /// <summary>Whether the rules of the SSA are broken about as often as random numbers break them.</summary>
    private static bool LooksRandom(IdentifierFacts facts)
    {
        const int FewestForDecision = 50;
        var chance = facts.Kind.Chance;
        return facts.DistinctCandidates >= FewestForDecision && facts.DistinctValid <= facts.DistinctCandidates * (chance + ((1 - chance) / 2));
    }

    /// <summary>What the column comes to.</summary>
    /// <param name="Confidence">How sure it is that the column holds identifiers of the kind, 0 to 1.</param>
    /// <param name="IsReported">Whether it is above the thresholds.</param>
    /// <param name="Ratio">Share of the values that hold a valid one.</param>
    internal readonly record struct Judgement(double Confidence, bool IsReported, double Ratio);
}
