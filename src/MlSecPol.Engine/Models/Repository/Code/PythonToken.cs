namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>A token of Python source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first character.</param>
/// <param name="Length">Characters.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="IsAtMargin">Whether it begins in the first column, so that what it begins is of the module.</param>
internal readonly record struct PythonToken(PythonTokenKind Kind, int Start, int Length, int Line, bool IsAtMargin);
