namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>One file of a folder, or one member of an archive, that stands beside the others of a dataset.</summary>
/// <param name="Name">Its name within the folder or archive.</param>
/// <param name="FormatName">Its content in words.</param>
/// <param name="FirstRow">The row of the dataset that its first row is; 0 where none of its rows were taken.</param>
/// <param name="Rows">Rows that were taken from it.</param>
/// <param name="Difference">How its columns or its format differ from those of the first part, in words; null when they do not.</param>
/// <param name="BrokenPromise">The content that its name promises and it does not have; null when it has.</param>
public sealed record DatasetPart(string Name, string FormatName, long FirstRow, long Rows, string? Difference = null, string? BrokenPromise = null);
