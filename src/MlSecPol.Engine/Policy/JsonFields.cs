using System.Text.Json;

namespace MlSecPol.Engine.Policy;

/// <summary>Reads the properties of the embedded catalogue; what is missing or of another kind throws, since the catalogue is part of the build.</summary>
internal static class JsonFields
{
    public static string Text(this JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new InvalidDataException($"The catalogue has null for '{name}'.");

    public static string? OptionalText(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static int Number(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static int? OptionalNumber(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    public static bool Flag(this JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.GetBoolean();

    public static DateOnly? OptionalDate(this JsonElement element, string name) =>
        element.OptionalText(name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", null) : null;

    // Not the generic method: the runtime would have to compile it for each enumeration, at the first command of a session.
    public static TEnum Choice<TEnum>(this JsonElement element, string name)
        where TEnum : struct, Enum
#pragma warning disable CA2263 // The generic overload is what costs.
        => (TEnum)Enum.Parse(typeof(TEnum), element.Text(name));
#pragma warning restore CA2263

    /// <summary>An absent list is an empty one.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, string name) =>
        element.List(name, e => e.GetString() ?? throw new InvalidDataException($"The catalogue has null in '{name}'."));

    /// <summary>An absent list is an empty one.</summary>
    public static IReadOnlyList<T> List<T>(this JsonElement element, string name, Func<JsonElement, T> read) =>
        element.TryGetProperty(name, out var list) ? list.List(read) : [];

    public static IReadOnlyList<T> List<T>(this JsonElement list, Func<JsonElement, T> read)
    {
        var items = new T[list.GetArrayLength()];
        var i = 0;
        foreach (var item in list.EnumerateArray())
            items[i++] = read(item);
        return items;
    }
}
