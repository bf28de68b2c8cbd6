namespace MlSecPol.Engine.Models.Templates;

/// <summary>Kinds of tokens of a template.</summary>
internal enum TemplateTokenKind
{
    Data,
    VariableBegin,
    VariableEnd,
    BlockBegin,
    BlockEnd,
    Name,
    Text,
    Integer,
    Float,
    Operator,
    End,
}

/// <summary>A token of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Data as it stands, a name, a number, an operator, or the content of a string.</param>
/// <param name="Position">Where it begins, in characters.</param>
/// <param name="IsHidden">Whether a string has characters that are written by their Unicode names and therefore unknown here.</param>
internal readonly record struct TemplateToken(TemplateTokenKind Kind, string Text, int Position, bool IsHidden = false)
{
    internal bool IsName(string name) => Kind == TemplateTokenKind.Name && Text == name;

    internal bool IsOperator(string symbol) => Kind == TemplateTokenKind.Operator && Text == symbol;
}
