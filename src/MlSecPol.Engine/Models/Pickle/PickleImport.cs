namespace MlSecPol.Engine.Models.Pickle;

/// <summary>One thing that the programs of a content import, however often.</summary>
public sealed record PickleImport
{
    /// <summary>The module as Python 3 would import it; empty when it could not be resolved.</summary>
    public required string Module { get; init; }

    /// <summary>The name in the module, possibly dotted; empty when it could not be resolved or when the module itself is meant.</summary>
    public required string Name { get; init; }

    /// <summary>Module and name as they stand in the file, when the renaming of Python 2 names changed them; otherwise null.</summary>
    public string? WrittenAs { get; init; }

    /// <summary>Whether module and name are known; an operand that the machine cannot compute leaves them open.</summary>
    public bool IsResolved { get; init; } = true;

    /// <summary>
    /// Whether it is reached by a call (<c>getattr</c>, <c>import_module</c> and their kin) rather than by an import instruction.
    /// </summary>
    public bool IsDerived { get; init; }

    /// <summary>The instruction that imports it first.</summary>
    public required PickleOpcode Opcode { get; init; }

    /// <summary>Where that instruction stands; for a pickle in a computed argument the place of the call that loads it.</summary>
    public required long Offset { get; init; }

    /// <summary>The protocol in force there.</summary>
    public required int Protocol { get; init; }

    /// <summary>How many loaders deep it stands; 0 in the content itself.</summary>
    public int Depth { get; init; }

    /// <summary>How the bytes must be read for the import to happen.</summary>
    public PickleReading Reading { get; init; }

    /// <summary>Module and name joined by a dot.</summary>
    public string FullName => Name.Length == 0 ? Module : Module.Length == 0 ? Name : $"{Module}.{Name}";

    /// <inheritdoc/>
    public override string ToString() => IsResolved ? FullName : "(computed name)";
}
