namespace MlSecPol.Engine.Models.Templates;

/// <summary>An expression of a template.</summary>
/// <param name="Position">Where it begins, in characters.</param>
internal abstract record TemplateExpression(int Position);

/// <summary>A string.</summary>
internal sealed record TextLiteral(string Text, bool IsHidden, int Position) : TemplateExpression(Position);

/// <summary>A number, a truth value or nothing.</summary>
internal sealed record NumberLiteral(long? Integer, int Position) : TemplateExpression(Position);

/// <summary>A variable.</summary>
internal sealed record VariableName(string Name, int Position) : TemplateExpression(Position);

/// <summary>An attribute by its written name.</summary>
internal sealed record AttributeAccess(TemplateExpression Owner, string Name, int Position) : TemplateExpression(Position);

/// <summary>A member by an expression.</summary>
internal sealed record SubscriptAccess(TemplateExpression Owner, TemplateExpression Index, int Position) : TemplateExpression(Position);

/// <summary>The bounds of a slice, each null where it is not given.</summary>
internal sealed record SliceBounds(TemplateExpression? Start, TemplateExpression? Stop, TemplateExpression? Step, int Position) : TemplateExpression(Position);

/// <summary>A list or tuple.</summary>
internal sealed record SequenceLiteral(IReadOnlyList<TemplateExpression> Items, int Position, bool IsList = false) : TemplateExpression(Position);

/// <summary>A dictionary.</summary>
internal sealed record MappingLiteral(IReadOnlyList<(TemplateExpression Key, TemplateExpression Value)> Pairs, int Position) : TemplateExpression(Position);

/// <summary>A call.</summary>
internal sealed record CallExpression(TemplateExpression Callee, TemplateArguments Arguments, int Position) : TemplateExpression(Position);

/// <summary>A filter; the input is null at the head of a filter block.</summary>
internal sealed record FilterExpression(TemplateExpression? Input, string Name, TemplateArguments Arguments, int Position) : TemplateExpression(Position);

/// <summary>A test, <c>is</c>.</summary>
internal sealed record TestExpression(TemplateExpression Input, string Name, TemplateArguments Arguments, int Position) : TemplateExpression(Position);

/// <summary>A sign or a negation.</summary>
internal sealed record UnaryExpression(string Symbol, TemplateExpression Operand, int Position) : TemplateExpression(Position);

/// <summary>Operators of one rank from left to right; the symbol of the first operand is empty.</summary>
internal sealed record OperatorChain(IReadOnlyList<(string Symbol, TemplateExpression Operand)> Operands, int Position) : TemplateExpression(Position);

/// <summary>A choice; without an else branch the last part is null.</summary>
internal sealed record ConditionalExpression(TemplateExpression Test, TemplateExpression Then, TemplateExpression? Otherwise, int Position) : TemplateExpression(Position);

/// <summary>Arguments of a call, filter or test.</summary>
internal sealed record TemplateArguments(IReadOnlyList<TemplateExpression> Positional, IReadOnlyList<(string Name, TemplateExpression Value)> Named, IReadOnlyList<TemplateExpression> Spread)
{
    internal static TemplateArguments None { get; } = new([], [], []);

    internal IEnumerable<TemplateExpression> All => Positional.Concat(Named.Select(n => n.Value)).Concat(Spread);
}
