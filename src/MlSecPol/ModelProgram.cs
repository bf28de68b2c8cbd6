namespace MlSecPol;

/// <summary>The pickle programs of a file or of one member.</summary>
public sealed record ModelProgram
{
    /// <summary>The member of a container that holds them, outermost first, parts separated by <c>!</c>; null at the top level.</summary>
    public string? Member { get; init; }

    /// <summary>How many complete programs stand in a row.</summary>
    public required int Streams { get; init; }

    /// <summary>The highest protocol that they state, 0 to 5.</summary>
    public required int Protocol { get; init; }

    /// <summary>The instructions, one a line, with what they import and call; null where no listing was asked for.</summary>
    public string? Listing { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Member ?? "file";
}
