using System.Text.Json;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>Takes JSON piece by piece, keeps the path, and hands keys and values to the judge of configurations.</summary>
internal sealed class JsonTokens(ConfigurationJudge judge, FactsBuilder facts, bool watchesKeys)
{
    private const int LongestKey = 256;
    private const int DeepestKeys = 6;
    private const int MostKeys = 100_000;

    private readonly ConfigurationPath _path = new();
    private readonly Stack<HashSet<string>?> _keys = new();
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = Math.Max(1, facts.Limits.HeaderDepth), AllowTrailingCommas = false });

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
            while (reader.Read()) Take(ref reader);
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

    private void Take(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _path.Open(reader.TokenType == JsonTokenType.StartArray);
                _keys.Push(watchesKeys && reader.TokenType == JsonTokenType.StartObject && _path.Depth <= DeepestKeys ? new HashSet<string>(StringComparer.Ordinal) : null);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _path.Close();
                _keys.TryPop(out _);
                break;
            case JsonTokenType.PropertyName:
                TakeKey(ref reader);
                break;
            case JsonTokenType.String:
                _path.Advance();
                if (_path.Depth <= DeepestKeys * 2) judge.Take(_path, reader.GetString() ?? string.Empty);
                break;
            default:
                _path.Advance();
                if (reader.TokenType == JsonTokenType.True) judge.Take(_path, true);
                break;
        }
    }

    private void TakeKey(ref Utf8JsonReader reader)
    {
        var key = reader.ValueSpan.Length <= LongestKey ? reader.GetString() ?? string.Empty : "…";
        _path.SetKey(key);
        judge.TakeKey(_path);
        if (_keys.TryPeek(out var keys) && keys is not null && keys.Count < MostKeys && key != "…" && !keys.Add(key)) AddDuplicate(key);
    }

    private void AddDuplicate(string key)
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
