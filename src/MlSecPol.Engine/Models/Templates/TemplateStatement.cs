namespace MlSecPol.Engine.Models.Templates;

/// <summary>A statement of a template, or what it prints.</summary>
internal abstract record TemplateStatement;

/// <summary>Text that is printed as it stands.</summary>
internal sealed record DataStatement(string Text) : TemplateStatement;

/// <summary>An expression whose value is printed.</summary>
internal sealed record OutputStatement(TemplateExpression Value) : TemplateStatement;

/// <summary>Expressions that are computed and not printed.</summary>
internal sealed record SilentStatement(IReadOnlyList<TemplateExpression> Values) : TemplateStatement;

/// <summary>A loop.</summary>
internal sealed record LoopStatement(
    TemplateExpression Target,
    TemplateExpression Source,
    TemplateExpression? Test,
    IReadOnlyList<TemplateStatement> Body,
    IReadOnlyList<TemplateStatement> Otherwise) : TemplateStatement;

/// <summary>A choice; the test of the last branch is null for else.</summary>
internal sealed record ChoiceStatement(IReadOnlyList<(TemplateExpression? Test, IReadOnlyList<TemplateStatement> Body)> Branches) : TemplateStatement;

/// <summary>An assignment of an expression.</summary>
internal sealed record AssignStatement(TemplateExpression Target, TemplateExpression Value) : TemplateStatement;

/// <summary>An assignment of what a block prints.</summary>
internal sealed record AssignBlockStatement(TemplateExpression Target, TemplateExpression? Filter, IReadOnlyList<TemplateStatement> Body) : TemplateStatement;

/// <summary>A macro.</summary>
internal sealed record MacroStatement(string Name, TemplateSignature Signature, IReadOnlyList<TemplateStatement> Body) : TemplateStatement;

/// <summary>A call of a macro with a block.</summary>
internal sealed record CallBlockStatement(TemplateSignature Signature, TemplateExpression Call, IReadOnlyList<TemplateStatement> Body) : TemplateStatement;

/// <summary>A block whose text goes through a filter.</summary>
internal sealed record FilterBlockStatement(TemplateExpression Filter, IReadOnlyList<TemplateStatement> Body) : TemplateStatement;

/// <summary>Assignments for one block.</summary>
internal sealed record WithStatement(IReadOnlyList<(TemplateExpression Target, TemplateExpression Value)> Assignments, IReadOnlyList<TemplateStatement> Body) : TemplateStatement;

/// <summary>A block that only groups: a named block, an escaping block, the part of a chat that is generated.</summary>
internal sealed record GroupStatement(IReadOnlyList<TemplateStatement> Body) : TemplateStatement;

/// <summary>Another template that is brought in.</summary>
/// <param name="Keyword">The statement: import, from, include or extends.</param>
/// <param name="Template">What names the template.</param>
/// <param name="Names">The names that it defines here.</param>
internal sealed record ReferenceStatement(string Keyword, TemplateExpression Template, IReadOnlyList<string> Names) : TemplateStatement;

/// <summary>Parameters of a macro or call block with their defaults.</summary>
internal sealed record TemplateSignature(IReadOnlyList<(string Name, TemplateExpression? Default)> Parameters)
{
    internal static TemplateSignature None { get; } = new([]);
}
