namespace MlSecPol.Engine.Models.Pickle;

/// <summary>One use of a callable, or of an object in the role of a container, with its arguments; equal uses are counted.</summary>
public sealed record PickleCall
{
    /// <summary>
    /// The instruction. REDUCE, OBJ, INST, NEWOBJ and NEWOBJ_EX call; BUILD gives a state to the target;
    /// SETITEM(S), APPEND(S) and ADDITEMS stand here only where the target is no plain container.
    /// </summary>
    public required PickleOpcode Opcode { get; init; }

    /// <summary>Where it stands first; for a pickle in a computed argument the place of the call that loads it.</summary>
    public required long Offset { get; init; }

    /// <summary>What is called or changed.</summary>
    public required PickleValue Target { get; init; }

    /// <summary>The arguments; null when they are not known.</summary>
    public IReadOnlyList<PickleValue>? Arguments { get; init; }

    /// <summary>How many loaders deep it stands; 0 in the content itself.</summary>
    public int Depth { get; init; }

    /// <summary>How the bytes must be read for the call to happen.</summary>
    public PickleReading Reading { get; init; }

    /// <summary>How often it happens; calls beyond the recorded ones are counted with those whose arguments are null.</summary>
    public long Count { get; internal set; } = 1;

    /// <summary>Whether the instruction calls its target, rather than changing it.</summary>
    public bool IsInvocation => Opcode is PickleOpcode.Reduce or PickleOpcode.Obj or PickleOpcode.Inst or PickleOpcode.NewObj or PickleOpcode.NewObjEx;

    /// <inheritdoc/>
    public override string ToString() => $"{Target}({(Arguments is null ? "…" : string.Join(", ", Arguments))})";
}
