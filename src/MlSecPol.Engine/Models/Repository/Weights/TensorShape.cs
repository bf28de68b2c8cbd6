namespace MlSecPol.Engine.Models.Repository.Weights;

/// <summary>A tensor as the header of its file describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its elements, as written.</param>
/// <param name="Lengths">Its lengths, outermost first; at most eight.</param>
/// <param name="Bytes">Bytes that the header gives it.</param>
public sealed record TensorShape(string Name, string Type, IReadOnlyList<long> Lengths, long Bytes);
