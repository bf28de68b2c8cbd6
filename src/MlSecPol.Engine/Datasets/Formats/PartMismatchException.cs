namespace MlSecPol.Engine.Datasets.Formats;

/// <summary>A further file of a dataset has other columns than the first; its rows cannot be added.</summary>
internal sealed class PartMismatchException(string message) : Exception(message);
