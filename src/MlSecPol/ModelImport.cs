namespace MlSecPol;

/// <summary>Something that loading a model would import, whether it is harmless or not.</summary>
public sealed record ModelImport
{
    /// <summary>The module as Python 3 would import it; empty when it could not be resolved.</summary>
    public required string Module { get; init; }

    /// <summary>The name in the module, possibly dotted; empty when it could not be resolved or when the module itself is meant.</summary>
    public required string Name { get; init; }

    /// <summary>What the policy holds of it, apart from its arguments.</summary>
    public required ImportVerdict Verdict { get; init; }

    /// <summary>The rule that decided, for example <c>allow:numpy</c>, <c>family:spawn</c> or <c>unknown</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The calls and changes that the program makes with it, as text; at most 16.</summary>
    public IReadOnlyList<string> Uses
    {
        get;
        init => field = ItemList<string>.Of(value);
    } = ItemList<string>.Of([]);

    /// <summary>The member of a container that holds the program, outermost first, parts separated by <c>!</c>; null at the top level.</summary>
    public string? Member { get; init; }

    /// <summary>Byte offset of the importing instruction in the file or member, from 0.</summary>
    public required long Offset { get; init; }

    /// <summary>The importing instruction by its documented name, for example <c>STACK_GLOBAL</c>.</summary>
    public required string Opcode { get; init; }

    /// <summary>The pickle protocol in force there, 0 to 5.</summary>
    public required int Protocol { get; init; }

    /// <summary>Whether it is reached by a call such as <c>getattr</c> rather than by an import instruction.</summary>
    public bool IsDerived { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join('.', new[] { Module, Name }.Where(p => p.Length > 0))} ({Verdict}, {Rule})";
}
