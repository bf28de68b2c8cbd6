using System.Reflection;

namespace MlSecPol.Engine.Checks;

/// <summary>What <c>mlsecpol.json</c> may hold: the sections, which are found by their attribute, and the keys, which are the properties of their records.</summary>
internal static class SettingsSchema
{
    /// <summary>The record of each section by its key, in the order of the keys.</summary>
    internal static IReadOnlyDictionary<string, Type> Sections { get; } = new SortedDictionary<string, Type>(
        typeof(SettingsSchema).Assembly.GetTypes()
            .Select(type => (type, name: type.GetCustomAttribute<SettingsSectionAttribute>()?.Name))
            .Where(s => s.name is not null)
            .ToDictionary(s => s.name!, s => s.type, StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>The properties of a settings record by their keys.</summary>
    internal static IReadOnlyDictionary<string, PropertyInfo> Keys(Type record) =>
        record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is { IsPublic: true })
            .ToDictionary(p => Key(p.Name), StringComparer.Ordinal);

    /// <summary>The key of a property: its name in camelCase.</summary>
    internal static string Key(string propertyName) => char.ToLowerInvariant(propertyName[0]) + propertyName[1..];

    /// <summary>The element type when the type is a read-only list.</summary>
    internal static Type? ListElement(Type type) => Argument(type, typeof(IReadOnlyList<>), 0);

    /// <summary>The value type when the type is a read-only dictionary with text keys.</summary>
    internal static Type? DictionaryValue(Type type) => Argument(type, typeof(IReadOnlyDictionary<,>), 1);

    /// <summary>Whether the type is a settings record itself, whose keys are checked one by one.</summary>
    internal static bool IsRecord(Type type) => type.IsClass && type != typeof(string) && type.GetConstructor(Type.EmptyTypes) is not null;

    private static Type? Argument(Type type, Type definition, int index) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[index] : null;
}
