using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Code;
using MlSecPol.Engine.Models.ImportPolicy;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>Judges names of callables that a configuration asks its loader to call, by the same policy as imports of pickles.</summary>
internal sealed class TargetJudge
{
    private static readonly FrozenSet<string> Frameworks = new[]
    {
        "nemo", "nemo_text_processing", "torch", "torchvision", "torchaudio", "torchmetrics", "pytorch_lightning", "lightning", "transformers", "diffusers", "timm", "monai", "hydra", "omegaconf",
        "sklearn", "numpy", "scipy", "pandas", "ldm", "sgm", "megatron", "apex", "tensorflow", "keras", "jax", "flax", "optax", "speechbrain", "fairseq", "fairseq2", "espnet", "espnet2", "mlflow",
        "xgboost", "lightgbm", "catboost", "sentence_transformers", "peft", "accelerate", "detectron2", "mmcv", "mmdet", "mmengine", "ultralytics", "segmentation_models_pytorch", "tokenizers",
        "datasets", "evaluate", "onnxruntime", "optimum", "einops", "open_clip", "clip", "gluonts", "chronos", "bionemo", "cosmos", "anomalib", "sentencepiece", "hyperpyyaml", "librosa", "wandb", "nltk", "hydra_plugins", "pyannote", "asteroid", "trl", "torchtune", "collections",
    }.ToFrozenSet(StringComparer.Ordinal);

    // What in Hydra turns a text into anything that can be imported.
    private static readonly string[] HydraResolvers = ["hydra.utils.", "hydra._internal.utils.", "hydra._internal.instantiate", "hydra.compose", "hydra.main"];

    private readonly UnsafeImportPolicy _policy = new(new ModelSettings());

    /// <summary>Whether the first part of a dotted name is a library of the field.</summary>
    internal static bool IsFramework(string name) => Frameworks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(FirstPart(name));

    /// <summary>What calling the name does; null for what is no name, or one of a framework's own.</summary>
    /// <param name="name">The dotted name.</param>
    /// <param name="isCertain">Whether the field is always a name of a callable; elsewhere only what is known to be dangerous counts.</param>
    internal (HazardEffect Effect, string Gain)? Judge(string name, bool isCertain)
    {
        name = name.Trim().Replace(':', '.');
        if (name.Length == 0 || name.Length > 500 || name.Contains(' ', StringComparison.Ordinal) || name.Contains('$', StringComparison.Ordinal)) return null;
        // Operators of an exported graph.
        if (name.StartsWith("torch.ops.", StringComparison.Ordinal) && !_policy.IsWalk(name)) return null;
        if (!isCertain && !name.Contains('.', StringComparison.Ordinal)) return null;
        if (!isCertain && (name.StartsWith("test.", StringComparison.Ordinal) || FormatCatalogue.IsKnownExtension(Path.GetExtension(name)))) return null;
        if (name.StartsWith("hydra.", StringComparison.Ordinal) && !Array.Exists(HydraResolvers, r => name.StartsWith(r, StringComparison.Ordinal))) return null;
        if (Inner(name) is { } inner) name = inner;
        var dot = name.LastIndexOf('.');
        var judgement = dot < 0 ? _policy.Judge(name, string.Empty) : _policy.Judge(name[..dot], name[(dot + 1)..]);
        if (judgement.Verdict == ImportVerdict.Unknown && dot < 0) judgement = _policy.Judge("builtins", name);
        return judgement.Verdict switch
        {
            ImportVerdict.Dangerous => (judgement.Severity == Severity.Critical ? HazardEffect.Execute : HazardEffect.ExecuteLater, judgement.Gain),
            ImportVerdict.Unknown when isCertain && !IsFramework(name) => (HazardEffect.Opaque, "is of no library that this policy knows"),
            _ => null,
        };
    }

    /// <summary>What a name reaches through a module that another one has imported: the <c>os.system</c> of <c>any.module.os.system</c>.</summary>
    private static string? Inner(string name)
    {
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
        {
            var rest = name[(dot + 1)..];
            var end = rest.IndexOf('.', StringComparison.Ordinal);
            if (end > 0 && SourceData.Current.Reached.Contains(rest[..end])) return rest;
        }

        return null;
    }

    private static ReadOnlySpan<char> FirstPart(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? name : name.AsSpan(0, dot);
    }
}
