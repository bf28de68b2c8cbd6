namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>A call in Python source, or a function handed on to be called.</summary>
/// <param name="Source">Where it stands.</param>
/// <param name="Name">What is called, with imports resolved: <c>pickle.load</c>; a leading dot stands for a receiver that is not known.</param>
/// <param name="From">Its first token.</param>
/// <param name="To">Its last token.</param>
/// <param name="Arguments">What it is given; null when it is handed on and not called.</param>
internal sealed record PythonCall(PythonSource Source, string Name, int From, int To, IReadOnlyList<PythonArgument>? Arguments)
{
    /// <summary>Whether a keyword argument is that name, <c>True</c> for example.</summary>
    internal bool Has(string keyword, string value) =>
        Arguments?.Any(a => a.Keyword == keyword && a.To == a.From + 1 && Source.Is(a.From, value)) == true;

    /// <summary>The argument of that keyword.</summary>
    internal PythonArgument? Keyword(string keyword)
    {
        foreach (var argument in Arguments ?? [])
        {
            if (argument.Keyword == keyword) return argument;
        }

        return null;
    }

    /// <summary>The argument at a position, from 0.</summary>
    internal PythonArgument? Positional(int index)
    {
        foreach (var argument in Arguments ?? [])
        {
            if (argument.Keyword is null && index-- == 0) return argument;
        }

        return null;
    }

    /// <summary>The value of an argument when it is a literal text.</summary>
    internal string? Constant(PythonArgument? argument) => argument is { } a ? Source.Constant(a.From, a.To) : null;

    /// <summary>The last part of the name.</summary>
    internal string LastName => Name[(Name.LastIndexOf('.') + 1)..];
}
