using System.Text.Json;

namespace MlSecPol.Engine.Models.Skops;

/// <summary>What a node of a skops schema says of itself; the last of several equal keys, as Python takes them.</summary>
/// <param name="Module">The module of its class.</param>
/// <param name="Name">The name of its class.</param>
/// <param name="Loader">The loader that restores it; null when the object is no node.</param>
/// <param name="Duplicate">A deciding key that stands in it twice.</param>
internal readonly record struct SkopsNode(string? Module, string? Name, string? Loader, string? Duplicate)
{
    internal static SkopsNode Of(JsonElement element)
    {
        string? module = null, name = null, loader = null, duplicate = null;
        var seen = 0;
        foreach (var property in element.EnumerateObject())
        {
            var bit = property.Name switch { "__module__" => 1, "__class__" => 2, "__loader__" => 4, "content" => 8, "func" => 16, _ => 0 };
            if (bit == 0) continue;
            if ((seen & bit) != 0) duplicate = property.Name;
            seen |= bit;
            var text = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString() : null;
            if (bit == 1) module = text;
            else if (bit == 2) name = text;
            else if (bit == 4) loader = text;
        }

        return new SkopsNode(module, name, loader, duplicate);
    }
}
