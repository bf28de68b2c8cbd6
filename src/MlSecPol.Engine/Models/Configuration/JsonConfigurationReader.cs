using System.Buffers;
using System.Collections.Frozen;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Keras;
using MlSecPol.Engine.Models.Paddle;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>Reads JSON token by token and hands what configurations of models are made of to their judge. Other JSON holds none of it and stays without findings.</summary>
internal static class JsonConfigurationReader
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "config.json", "tokenizer_config.json", "chat_template.json", "generation_config.json", "preprocessor_config.json", "processor_config.json", "video_preprocessor_config.json",
        "image_processor_config.json", "feature_extractor_config.json", "model_index.json", "adapter_config.json", "scheduler_config.json", "special_tokens_map.json", "modules.json",
        "config_sentence_transformers.json", "quantization_config.json", "quantize_config.json",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file of that name configures a model.</summary>
    internal static bool IsConfiguration(string fileName) => Names.Contains(fileName) || fileName.EndsWith(".index.json", StringComparison.OrdinalIgnoreCase);

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        var fileName = TextLanguage.FileName(name);
        var isConfiguration = IsConfiguration(fileName);
        if (content.Length > facts.Limits.HeaderBytes)
        {
            if (!isConfiguration) return;
            facts.Examine(ModelAspect.RemoteCode);
            facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"The configuration has more than {facts.Limits.HeaderBytes} bytes (limit {nameof(ArtifactLimits.HeaderBytes)}).");
            return;
        }

        PaddleProgramReader.Read(content, member, facts);
        KerasConfigurationReader.Read(content, member, depth, facts, isKeras: false);
        var judge = new ConfigurationJudge(fileName, member, depth, isConfiguration || FormatDetector.Detect(content) is [{ Format: ArtifactFormat.XGBoost or ArtifactFormat.MxnetSymbol }] ? TextRole.Configuration : TextRole.Other, facts);
        var tokens = new JsonTokens(judge, facts, isConfiguration);
        var trouble = Feed(content, tokens, facts);
        judge.Complete();

        // The archives of Keras have a config.json too, which its own reader judges.
        var isExamined = judge.IsModelConfiguration || (isConfiguration && !fileName.Equals("config.json", StringComparison.OrdinalIgnoreCase));
        if (isExamined) facts.Examine(ModelAspect.RemoteCode);
        if (!isExamined && !isConfiguration) return;

        // What the loaders of Python refuse is not read by them, whatever it would say.
        if (trouble is null) trouble = Feed(content, tokens = new JsonTokens(null, facts, watchesKeys: false), facts);
        if (trouble is null) return;
        facts.Examine(ModelAspect.RemoteCode);
        if (tokens.IsTooDeep)
            judge.Add(HazardEffect.Unresolved, "nesting", fileName, $"The configuration nests deeper than {facts.Limits.HeaderDepth}, as none does that a program wrote: readers that follow it run out of stack, and what stands below is hidden from others.", "depth", null);
        facts.AddGap(tokens.IsTooDeep ? CoverageGapKind.LimitReached : CoverageGapKind.Malformed, member, tokens.Consumed, trouble);
    }

    private static string? Feed(ByteSource content, JsonTokens tokens, FactsBuilder facts)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(content.Length, 256, 1 << 16));
        var numbers = new JsonNumbers();
        var filled = 0;
        long fetched = 0;
        Span<byte> mark = stackalloc byte[3];
        if (content.Read(0, mark) == 3 && mark.SequenceEqual((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) fetched = 3;
        try
        {
            while (true)
            {
                facts.Token.ThrowIfCancellationRequested();
                var count = content.Read(fetched, buffer.AsSpan(filled));
                numbers.Normalise(buffer.AsSpan(filled, count));
                fetched += count;
                filled += count;
                var isLast = fetched >= content.Length || count == 0;
                var used = tokens.Feed(buffer.AsSpan(0, filled), isLast);
                if (used < 0 || isLast) return tokens.Trouble;
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                if (filled < buffer.Length) continue;

                // One token is longer than the buffer.
                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.AsSpan(0, filled).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
