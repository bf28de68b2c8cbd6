using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.IO.Enumeration;
using System.Reflection;
using MlSecPol.Engine.Policy;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MlSecPol.Engine.Checks;

/// <summary>
/// Reads a settings file. Every key and value is checked: what is wrong is an error that names file, line and the nearest valid key,
/// because a mistyped key that is passed over would silently audit with other rules than the user believes.
/// </summary>
public sealed class SettingsFile
{
    // A settings file is written by people; anything larger is a mistake.
    private const int MaximumBytes = 1 << 20;
    private const int MaximumDepth = 16;

    private readonly string _path;

    private SettingsFile(string path) => _path = path;

    /// <summary>Reads the file and lays it over the defaults.</summary>
    /// <exception cref="UsageException">The file cannot be read, or says something that it cannot say.</exception>
    public static SettingsSnapshot Read(string path) => new SettingsFile(path).Read();

    private SettingsSnapshot Read()
    {
        var root = Parse();
        var sections = new List<object>();
        foreach (var property in root.Properties())
        {
            if (property.Name == "$schema") continue;
            if (!SettingsSchema.Sections.TryGetValue(property.Name, out var type)) throw UnknownKey(property, SettingsSchema.Sections.Keys.Append("$schema"));
            sections.Add(Record(property.Value, type, property.Name));
        }

        return new SettingsSnapshot(sections);
    }

    private JObject Parse()
    {
        try
        {
            if (new FileInfo(_path) is { Exists: true, Length: > MaximumBytes }) throw Wrong("TooLarge", null, "is larger than 1 MiB.", "Give a settings file.");
            using var text = new StreamReader(_path);
            using var reader = new JsonTextReader(text) { MaxDepth = MaximumDepth, DateParseHandling = DateParseHandling.None };
            var root = JObject.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment) throw Wrong("Malformed", reader, "holds something after the settings object.", "Remove it.");
            }

            return root;
        }
        catch (JsonReaderException e)
        {
            throw new UsageException("MlSecPol.Settings.Malformed", $"{_path}({e.LineNumber},{e.LinePosition}): not valid JSON: {e.Message}", "Mend the JSON at that place.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("MlSecPol.Settings.NotReadable", $"The settings file '{_path}' cannot be read: {e.Message}", "Check the path given to -Settings.", e);
        }
    }

    private object Record(JToken token, Type type, string where)
    {
        if (token is not JObject values) throw Wrong("WrongType", token, $"'{where}' must be an object.", "Write { … }.");
        var record = Activator.CreateInstance(type)!;
        var keys = SettingsSchema.Keys(type);
        foreach (var property in values.Properties())
        {
            if (!keys.TryGetValue(property.Name, out var target)) throw UnknownKey(property, keys.Keys);
            var value = Value(property.Value, target.PropertyType, $"{where}.{property.Name}");
            if (target.GetCustomAttribute<SettingsPathAttribute>() is not null) value = FullPaths(value);
            if (target.GetCustomAttribute<CheckIdsAttribute>() is not null) RequireChecks(property.Value, $"{where}.{property.Name}");
            if (target.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(value))
            {
                throw Wrong("OutOfRange", property.Value, $"'{where}.{property.Name}' must be from {range.Minimum} to {range.Maximum}.", "Choose a value in that range.");
            }

            target.SetValue(record, value);
        }

        return record;
    }

    private object FullPaths(object value) => value switch
    {
        string { Length: > 0 } path => Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(_path))!),
        IReadOnlyList<string> paths => paths.Select(p => (string)FullPaths(p)).ToList(),
        _ => value,
    };

    private object Value(JToken token, Type type, string where)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (SettingsSchema.ListElement(type) is { } element) return List(token, element, where);
        if (SettingsSchema.DictionaryValue(type) is { } value) return Dictionary(token, value, where);
        if (type.IsEnum) return EnumValue(token, type, where);
        if (SettingsSchema.IsRecord(type)) return Record(token, type, where);
        var (fits, expected) = Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => (token.Type == JTokenType.Boolean, "true or false"),
            TypeCode.Int32 or TypeCode.Int64 => (token.Type == JTokenType.Integer, "a whole number"),
            TypeCode.Double => (token.Type is JTokenType.Integer or JTokenType.Float, "a number"),
            TypeCode.String => (token.Type == JTokenType.String, "a text"),
            _ => throw new InvalidOperationException($"Settings property {where} has the unsupported type {type}."),
        };
        if (!fits) throw Wrong("WrongType", token, $"'{where}' must be {expected}.", "Change the value.");
        try
        {
            return Convert.ChangeType(((JValue)token).Value!, type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            throw Wrong("OutOfRange", token, $"'{where}' is too large.", "Choose a smaller value.");
        }
    }

    private System.Collections.IList List(JToken token, Type element, string where)
    {
        if (token is not JArray items) throw Wrong("WrongType", token, $"'{where}' must be a list.", "Write [ … ].");
        var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var item in items) list.Add(Value(item, element, where));
        return list;
    }

    private System.Collections.IDictionary Dictionary(JToken token, Type element, string where)
    {
        if (token is not JObject items) throw Wrong("WrongType", token, $"'{where}' must be an object.", "Write { … }.");
        var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(
            typeof(Dictionary<,>).MakeGenericType(typeof(string), element), StringComparer.OrdinalIgnoreCase)!;
        foreach (var item in items.Properties()) dictionary[item.Name] = Value(item.Value, element, $"{where}.{item.Name}");
        return dictionary;
    }

    private object EnumValue(JToken token, Type type, string where)
    {
        var names = Enum.GetNames(type);
        var name = token.Type == JTokenType.String ? names.FirstOrDefault(n => n.Equals((string?)token, StringComparison.OrdinalIgnoreCase)) : null;
        return name is not null
            ? Enum.Parse(type, name)
            : throw Wrong("WrongValue", token, $"'{where}' must be one of {string.Join(", ", names)}.", $"Did you mean '{NearestName.To(token.ToString(), names)}'?");
    }

    private void RequireChecks(JToken token, string where)
    {
        var entries = token switch
        {
            JArray list => list.Select(item => ((JToken)item, (string)item!)),
            JObject map => map.Properties().Select(p => ((JToken)p, p.Name)),
            _ => [],
        };
        var known = PolicyCatalogue.Current.Checks.Select(c => c.CheckId).ToArray();
        foreach (var (place, pattern) in entries)
        {
            if (known.Any(id => FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: true))) continue;
            throw Wrong("UnknownCheck", place, $"'{where}' names the check '{pattern}', which does not exist.", $"Did you mean '{NearestName.To(pattern, known)}'? Get-MlSecPolCheck lists them.");
        }
    }

    private UsageException UnknownKey(JProperty property, IEnumerable<string> valid)
    {
        var keys = valid.Order(StringComparer.Ordinal).ToArray();
        return Wrong("UnknownKey", property, $"unknown key '{property.Name}'.", $"Did you mean '{NearestName.To(property.Name, keys)}'? Valid keys here: {string.Join(", ", keys)}.");
    }

    private UsageException Wrong(string what, IJsonLineInfo? place, string message, string action) =>
        new($"MlSecPol.Settings.{what}", place is null ? $"{_path}: {message}" : $"{_path}({place.LineNumber},{place.LinePosition}): {message} {action}", action);
}
