using System.Collections.Frozen;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MlSecPol.Engine.Models;

/// <summary>Reads the dated lists that are embedded in the engine.</summary>
internal static class EmbeddedData
{
    /// <summary>The document <c>models/&lt;name&gt;.json</c>; dates in it stay text.</summary>
    internal static JObject Read(string name)
    {
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream($"models/{name}.json")!;
        using var reader = new JsonTextReader(new StreamReader(stream)) { DateParseHandling = DateParseHandling.None };
        return JObject.Load(reader);
    }

    /// <summary>The same document for lists that must be there at once: this reader starts much faster.</summary>
    internal static JsonDocument Open(string name)
    {
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream($"models/{name}.json")!;
        return JsonDocument.Parse(stream);
    }

    /// <summary>A list of names.</summary>
    internal static FrozenSet<string> Set(JObject data, string key) => data[key]!.Values<string>().Select(t => t!).ToFrozenSet(StringComparer.Ordinal);
}
