namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>A place in the code beside a model.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Path">The file, relative to the folder.</param>
/// <param name="Line">Line from 1; in a notebook that of the cell.</param>
/// <param name="Cell">The cell of a notebook, from 1; null in other files.</param>
/// <param name="Subject">What is called or set, by name.</param>
/// <param name="Detail">What it does, in one sentence.</param>
/// <param name="Evidence">The source, shortened.</param>
public sealed record CodeHazard(CodeHazardKind Kind, string Path, int Line, int? Cell, string Subject, string Detail, string Evidence);
