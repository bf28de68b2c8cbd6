using System.Text.Json;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>Takes JSON piece by piece, keeps the path, and hands keys and values to the judge of configurations.</summary>
/// <param name="judge">What takes keys and values; null where only the language is looked at, to the letter.</param>
/// <param name="facts">What knows the limits.</param>
/// <param name="watchesKeys">Whether keys that stand twice are a finding.</param>
internal sealed class JsonTokens(ConfigurationJudge? judge, FactsBuilder facts, bool watchesKeys)
{
    private const int LongestKey = 256;
    private const int DeepestKeys = 6;
    private const int MostKeys = 100_000;

    private readonly ConfigurationPath _path = new();
    private readonly Stack<HashSet<string>?> _keys = new();
    private readonly JsonBytes _bytes = new();

    // Some loaders take comments and commas at the end; what they would read is judged as well.
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = Math.Max(1, facts.Limits.HeaderDepth), AllowTrailingCommas = judge is not null, CommentHandling = judge is null ? JsonCommentHandling.Disallow : JsonCommentHandling.Skip });

    /// <summary>Why the rest cannot be read; null as long as it can.</summary>
    internal string? Trouble { get; private set; }

    /// <summary>Whether the trouble is depth.</summary>
    internal bool IsTooDeep { get; private set; }

    /// <summary>Bytes that were used up.</summary>
    internal long Consumed { get; private set; }

    /// <summary>Takes the next piece.</summary>
    /// <returns>Bytes that were used up; -1 when the rest cannot be read.</returns>
    internal int Feed(ReadOnlySpan<byte> json, bool isLast)
    {
        var reader = new Utf8JsonReader(json, isLast, _state);
        try
        {
            while (reader.Read())
            {
                if (judge is not null) Take(judge, ref reader);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // An invalid surrogate in a string shows itself only when the string is asked for.
            IsTooDeep = _path.Depth >= facts.Limits.HeaderDepth - 1;
            Trouble = IsTooDeep ? $"The JSON nests deeper than {facts.Limits.HeaderDepth} (limit HeaderDepth)." : $"The JSON cannot be read to its end: {e.Message.Split('.')[0]}.";
            Consumed += reader.BytesConsumed;
            return -1;
        }

        _state = reader.CurrentState;
        Consumed += reader.BytesConsumed;
        return (int)reader.BytesConsumed;
    }

    private void Take(ConfigurationJudge judge, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _path.Open(reader.TokenType == JsonTokenType.StartArray);
                _bytes.Begin();
                _keys.Push(watchesKeys && reader.TokenType == JsonTokenType.StartObject && _path.Depth <= DeepestKeys ? new HashSet<string>(StringComparer.Ordinal) : null);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                if (reader.TokenType == JsonTokenType.EndArray && _bytes.End() is { } bytes) judge.Take(_path, bytes);
                _path.Close();
                _keys.TryPop(out _);
                break;
            case JsonTokenType.PropertyName:
                TakeKey(judge, ref reader);
                break;
            case JsonTokenType.String:
                _path.Advance();
                if (_path.Depth <= DeepestKeys * 2) judge.Take(_path, reader.GetString() ?? string.Empty);
                break;
            default:
                _path.Advance();
                if (reader.TokenType == JsonTokenType.Number) _bytes.Add(ref reader);
                if (reader.TokenType == JsonTokenType.True) judge.Take(_path, true);
                break;
        }
    }

    private void TakeKey(ConfigurationJudge judge, ref Utf8JsonReader reader)
    {
        var key = reader.ValueSpan.Length <= LongestKey ? reader.GetString() ?? string.Empty : "…";
        _path.SetKey(key);
        judge.TakeKey(_path);
        if (_keys.TryPeek(out var keys) && keys is not null && keys.Count < MostKeys && key != "…" && !keys.Add(key)) AddDuplicate(judge, key);
    }

    private void AddDuplicate(ConfigurationJudge judge, string key)
    {
        var isActive = key is "auto_map" or "chat_template" or "custom_pipelines" or "weight_map" or "_target_" or "_class_name" or "trust_remote_code" || _path.IsBelow("auto_map") || _path.IsBelow("weight_map");
        judge.Add(
            isActive ? HazardEffect.Unresolved : HazardEffect.Weak,
            "duplicate-key",
            key,
            $"The key '{key}' stands in the same object twice; readers differ in which they take.",
            _path.ToString(),
            null);
    }
}
