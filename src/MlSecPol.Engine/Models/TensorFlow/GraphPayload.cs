namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>Bytes that a collection of a MetaGraph keeps for whoever asks for them.</summary>
/// <param name="Collection">The name of the collection.</param>
/// <param name="Path">Where they stand in the structure.</param>
/// <param name="Offset">Where they begin.</param>
/// <param name="Length">How many they are.</param>
internal sealed record GraphPayload(string Collection, string Path, long Offset, long Length);
