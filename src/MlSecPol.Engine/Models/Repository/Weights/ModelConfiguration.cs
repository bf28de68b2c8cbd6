namespace MlSecPol.Engine.Models.Repository.Weights;

/// <summary>What a configuration says of the weights beside it, and what their headers say. What is not said, or cannot be told apart, is null.</summary>
public sealed record ModelConfiguration
{
    /// <summary>The configuration, relative to the folder.</summary>
    public required string Path { get; init; }

    /// <summary>Files of the weights that were compared.</summary>
    public required IReadOnlyList<string> Weights { get; init; }

    /// <summary>Tensors in those files.</summary>
    public required int Tensors { get; init; }

    /// <summary>Width of the model, as configured.</summary>
    public long? Width { get; init; }

    /// <summary>Layers, as configured.</summary>
    public long? Layers { get; init; }

    /// <summary>Size of the vocabulary, as configured.</summary>
    public long? Vocabulary { get; init; }

    /// <summary>Type of the elements, as configured.</summary>
    public string? ElementType { get; init; }

    /// <summary>Method of quantisation, as configured.</summary>
    public string? Quantization { get; init; }

    /// <summary>The table of embeddings; null when there is none or more than one.</summary>
    public TensorShape? Embedding { get; init; }

    /// <summary>Numbered layers in the only stack of layers that the weights have.</summary>
    public long? StackedLayers { get; init; }

    /// <summary>Type that most bytes of the weights have.</summary>
    public string? MostElements { get; init; }

    /// <summary>Whether there are tensors of packed weights, as GPTQ and AWQ write them.</summary>
    public bool HasPackedWeights { get; init; }

    /// <summary>Largest number of a token in <c>tokenizer.json</c>.</summary>
    public long? LargestToken { get; init; }
}
