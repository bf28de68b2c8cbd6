namespace MlSecPol.Engine.Datasets.Text;

/// <summary>What the syntax of a delimited cell or its record showed.</summary>
[Flags]
internal enum CellSyntax : byte
{
    Plain = 0,

    /// <summary>The cell stands in quotes, which do not belong to the value.</summary>
    Quoted = 1,

    /// <summary>Doubled quotes stand for one.</summary>
    Escaped = 2,

    Unterminated = 4,
    TextAfterQuote = 8,
    StrayQuote = 16,
}
