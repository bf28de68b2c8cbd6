namespace MlSecPol;

/// <summary>One thing that a check found, with the place where it stands.</summary>
public sealed record Finding
{
    /// <summary>How much it weighs.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was found, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The rule that decided, for example <c>family:spawn</c> or <c>allow:numpy</c>; null where the check has only one.</summary>
    public string? Rule { get; init; }

    /// <summary>What was found, by name: an import such as <c>os.system</c>, a kind of identifier, a tensor; null where the rule says it all.</summary>
    public string? Subject { get; init; }

    /// <summary>The place in words, for example <c>archive/data.pkl, offset 57 (STACK_GLOBAL)</c> or <c>column 'email', row 12</c>.</summary>
    public required string Location { get; init; }

    /// <summary>The member of a container that holds it, outermost first, parts separated by <c>!</c>; null at the top level.</summary>
    public string? Member { get; init; }

    /// <summary>Byte offset in the file or member, from 0; null where it has no single place.</summary>
    public long? Offset { get; init; }

    /// <summary>Column name of a table; null outside tables or when the whole table is meant.</summary>
    public string? Column { get; init; }

    /// <summary>Number of the first data row that shows it, from 1 without the header; null where no row is meant.</summary>
    public long? Row { get; init; }

    /// <summary>How often it occurs; at least 1.</summary>
    public long Count { get; init; } = 1;

    /// <summary>What an attacker gains by it, in one sentence; null where nothing is known of the rule.</summary>
    public string? Gain { get; init; }

    /// <summary>
    /// How sure it is that the finding is what it says, 0 to 1; null where the finding is a plain fact. 1: the format itself prescribes the effect.
    /// From 0.9: exact, but it takes a certain loader, version or later step. From 0.6: told by structure, which a sound file may share. Below: merely unusual or unknown.
    /// </summary>
    public double? Confidence { get; init; }

    /// <summary>The published weaknesses that it makes use of, in the order of their ids; the verdict does not depend on them.</summary>
    public IReadOnlyList<Advisory> Advisories
    {
        get;
        init => field = ItemList<Advisory>.Of(value);
    } = ItemList<Advisory>.Of([]);

    /// <summary>What was seen, shortened, with personal data and secrets masked.</summary>
    public string? Evidence { get; init; }

    /// <summary>What to do about it; null where the remediation of the check says it.</summary>
    public string? Remediation { get; init; }

    /// <summary>
    /// Identifies the same finding in a later run: 16 hexadecimal digits, a hash of check, rule, member, column and subject.
    /// It does not change when other content of the file, an offset or a count does.
    /// </summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <inheritdoc/>
    public override string ToString() => $"{Severity}: {Message} [{Location}]";
}
