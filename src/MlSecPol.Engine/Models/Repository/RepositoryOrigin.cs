namespace MlSecPol.Engine.Models.Repository;

/// <summary>A statement in the folder of where the model comes from.</summary>
/// <param name="Kind">What makes the statement: <c>git</c>, <c>hub</c> or <c>mlflow</c>.</param>
/// <param name="Revision">The commit or run that it names.</param>
/// <param name="Source">The remote or branch, without credentials; null where none is stated.</param>
/// <param name="Path">Where it stands, relative to the folder.</param>
public sealed record RepositoryOrigin(string Kind, string Revision, string? Source, string Path);
