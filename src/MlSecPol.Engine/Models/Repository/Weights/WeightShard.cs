namespace MlSecPol.Engine.Models.Repository.Weights;

/// <summary>A weight file that an index names.</summary>
/// <param name="Name">As the index writes it.</param>
/// <param name="State">What became of it.</param>
/// <param name="Tensors">How many tensors the index places in it.</param>
/// <param name="Absent">Tensors among them that its own header does not name, at most twenty; only safetensors files say.</param>
public sealed record WeightShard(string Name, ShardState State, int Tensors, IReadOnlyList<string> Absent);
