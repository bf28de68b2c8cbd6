namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>An argument of a call.</summary>
/// <param name="Keyword">The name it is given by; null by position, empty for <c>**mapping</c>.</param>
/// <param name="From">The first token of its value.</param>
/// <param name="To">The token after its value.</param>
internal readonly record struct PythonArgument(string? Keyword, int From, int To);
