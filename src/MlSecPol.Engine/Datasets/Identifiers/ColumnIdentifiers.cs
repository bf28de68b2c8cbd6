using MlSecPol.Engine.Datasets.Secrets;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>The tallies of a column and what its name tells the scanner. A state of two parts of a table merges into that of both.</summary>
internal sealed class ColumnIdentifiers
{
    private readonly IdentifierTally?[] _tallies = new IdentifierTally?[IdentifierKinds.All.Count];
    private readonly List<TokenGroupTally> _groups = [];
    private readonly DatasetSettings _settings;

    internal ColumnIdentifiers(string columnName, DatasetSettings settings)
    {
        (ColumnName, _settings, Announced) = (columnName, settings, ColumnNameContext.Read(columnName));
        HoldsSecrets = ColumnNameContext.IsSecret(columnName);
        IsUnannounced = Announced.IsEmpty;
        MayHoldNames = Announced.Has(IdentifierKinds.PersonName) || Announced.Has(IdentifierKinds.PostalAddress);
    }

    /// <summary>What the column is called.</summary>
    internal string ColumnName { get; }

    /// <summary>The kinds that the column name announces; numbers without any grouping are only looked at with its help.</summary>
    internal Announcement Announced { get; }

    /// <summary>Credentials and hidden instructions.</summary>
    internal ColumnSignals Signals { get; } = new();

    /// <summary>Whether the column is named for credentials.</summary>
    internal bool HoldsSecrets { get; }

    /// <summary>Whether the column name announces nothing.</summary>
    internal bool IsUnannounced { get; }

    /// <summary>Whether the name lets names of persons or postal addresses be expected; nobody looks for them elsewhere.</summary>
    internal bool MayHoldNames { get; }

    /// <summary>What is known of the shapes of its cells.</summary>
    internal ShapeMemory Shapes { get; } = new();

    /// <summary>Is told of each candidate; null when nobody wants to know.</summary>
    internal IIdentifierSink? Sink { get; set; }

    /// <summary>How many candidates there were so far, of all kinds.</summary>
    internal long Candidates { get; private set; }

    /// <summary>The tally of a kind.</summary>
    internal IdentifierTally Of(IdentifierKind kind) =>
        _tallies[kind.Index] ??= new(kind, _settings.SampleCount, kind == IdentifierKinds.Phone ? _settings.PhoneVerifications : int.MaxValue);

    /// <summary>Adds a candidate.</summary>
    internal void Add(IdentifierKind kind, ReadOnlySpan<byte> text, Sighting sighting, long row, long? offset)
    {
        Candidates++;
        Of(kind).Add(text, sighting, row, offset);
        if (Sink is not null && (sighting & Sighting.Valid) != 0) Sink.Add(this, kind, text, sighting, row, offset);
    }

    /// <summary>Adds a credential or a hidden instruction.</summary>
    internal void AddSignal(SignalKind kind, bool isProven, string masked, long row, long? offset)
    {
        Candidates++;
        Signals.Add(kind, isProven, masked, row, offset);
    }

    /// <summary>Counts a candidate that nobody verifies.</summary>
    internal void AddUnverified(IdentifierKind kind)
    {
        Candidates++;
        Of(kind).AddUnverified();
    }

    /// <summary>Counts a token that is written as the kinds of a group are.</summary>
    internal void AddCandidate(TokenGroup group, ulong hash)
    {
        Candidates++;
        foreach (var known in _groups)
        {
            if (!ReferenceEquals(known.Group, group)) continue;
            known.Add(hash);
            return;
        }

        OfGroup(group).Add(hash);
    }

    /// <summary>Adds what a later part of the same column has seen.</summary>
    /// <param name="later">The state of the later part.</param>
    /// <param name="rows">Rows before it, when it counts its own from 1.</param>
    internal void Merge(ColumnIdentifiers later, long rows)
    {
        foreach (var tally in later._tallies)
        {
            if (tally is not null) Of(tally.Kind).Merge(tally, rows);
        }

        foreach (var group in later._groups) OfGroup(group.Group).Merge(group);
        Signals.Merge(later.Signals, rows);
        Candidates += later.Candidates;
    }

    internal IReadOnlyList<IdentifierFacts> ToFacts() => [.. _tallies.OfType<IdentifierTally>().Select(ToFacts)];

    /// <summary>The facts of a kind; candidates of kinds that are one token are counted by the ways to write them.</summary>
    internal IdentifierFacts ToFacts(IdentifierTally tally)
    {
        var facts = tally.ToFacts();
        if (tally.Kind is not TokenKind { NeedsContext: false } kind) return facts;
        var groups = _groups.Where(g => g.Group.Kinds.Contains(kind)).ToList();
        var candidates = groups.Sum(g => g.Candidates);
        return facts with { Candidates = candidates, Verified = candidates, DistinctCandidates = groups.Sum(g => g.Distinct) };
    }

    private TokenGroupTally OfGroup(TokenGroup group)
    {
        if (_groups.Find(g => g.Group.IsSame(group)) is { } known) return known;
        _groups.Add(new(group));
        return _groups[^1];
    }
}
