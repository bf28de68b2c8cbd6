using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.IO.Enumeration;
using System.Reflection;
using MlSecPol.Engine.Policy;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MlSecPol.Engine.Checks;

/// <summary>
/// Reads a JSON document that people write into records. Every key and value is checked: what is wrong is an error that names file, line and the nearest valid key,
/// because a mistyped key that is passed over would silently audit with other rules than the user believes.
/// </summary>
/// <param name="path">The file, as it stands in errors.</param>
/// <param name="kind">What the file is, for example <c>settings file</c>.</param>
/// <param name="given">How the user names the file, for example <c>-Settings</c>.</param>
internal sealed class RecordReader(string path, string kind, string given)
{
    /// <summary>Such files are written by people; anything larger is a mistake.</summary>
    internal const int MaximumBytes = 1 << 20;

    private const int MaximumDepth = 16;

    private readonly Dictionary<Type, Dictionary<string, Key>> _keys = [];

    /// <summary>The object that the document holds.</summary>
    /// <param name="open">Opens the content.</param>
    /// <param name="length">Its length in bytes; null where the file is absent.</param>
    /// <exception cref="UsageException">It cannot be read, is too large or no JSON.</exception>
    internal JObject Parse(Func<Stream> open, long? length)
    {
        try
        {
            if (length > MaximumBytes) throw Wrong("TooLarge", null, "is larger than 1 MiB.", $"Give a {kind}.");
            using var text = new StreamReader(open());
            using var reader = new JsonTextReader(text) { MaxDepth = MaximumDepth, DateParseHandling = DateParseHandling.None };
            var root = JObject.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment) throw Wrong("Malformed", reader, "holds something after its object.", "Remove it.");
            }

            return root;
        }
        catch (JsonReaderException e)
        {
            throw new UsageException("MlSecPol.Settings.Malformed", $"{path}({e.LineNumber},{e.LinePosition}): not valid JSON: {e.Message}", "Mend the JSON at that place.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("MlSecPol.Settings.NotReadable", $"The {kind} '{path}' cannot be read: {e.Message}", $"Check the path given to {given}.", e);
        }
    }

    /// <summary>The record that the object describes.</summary>
    /// <exception cref="UsageException">A key or value is none that it can be.</exception>
    internal object Record(JToken token, Type type, string where)
    {
        if (token is not JObject values) throw Wrong("WrongType", token, $"'{where}' must be an object.", "Write { … }.");
        var record = Activator.CreateInstance(type)!;
        var keys = KeysOf(type);
        foreach (var property in values.Properties())
        {
            // Editors use it.
            if (where.Length == 0 && property.Name == "$schema") continue;
            if (!keys.TryGetValue(property.Name, out var key)) throw UnknownKey(property, keys.Keys);
            key.Property.SetValue(record, Checked(property.Value, key, where.Length == 0 ? property.Name : $"{where}.{property.Name}"));
        }

        if (keys.FirstOrDefault(k => k.Value.IsRequired && !values.ContainsKey(k.Key)).Key is { } missing)
            throw Wrong("Missing", token, $"'{(where.Length == 0 ? missing : $"{where}.{missing}")}' is missing.", "Add it.");
        return record;
    }

    private object Checked(JToken token, Key key, string where)
    {
        var value = Value(token, key.Property.PropertyType, where);
        if (key.IsPath) value = FullPaths(value);
        if (key.NamesChecks) RequireChecks(token, where);
        if (key.Range is { } range && !range.IsValid(value))
            throw Wrong("OutOfRange", token, $"'{where}' must be from {range.Minimum} to {range.Maximum}.", "Choose a value in that range.");
        return key.Rules.FirstOrDefault(r => !r.IsValid(value)) is { } rule ? throw Wrong("WrongValue", token, rule.FormatErrorMessage($"'{where}'"), "Change the value.") : value;
    }

    private Dictionary<string, Key> KeysOf(Type type)
    {
        if (_keys.TryGetValue(type, out var keys)) return keys;
        return _keys[type] = SettingsSchema.Keys(type).ToDictionary(k => k.Key, k => new Key(k.Value), StringComparer.Ordinal);
    }

    private object FullPaths(object value) => value switch
    {
        string { Length: > 0 } relative => Path.GetFullPath(relative, Path.GetDirectoryName(Path.GetFullPath(path))!),
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

    private IList List(JToken token, Type element, string where)
    {
        if (token is not JArray items) throw Wrong("WrongType", token, $"'{where}' must be a list.", "Write [ … ].");
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var item in items) list.Add(Value(item, element, $"{where}[{list.Count}]"));
        return list;
    }

    private IDictionary Dictionary(JToken token, Type element, string where)
    {
        if (token is not JObject items) throw Wrong("WrongType", token, $"'{where}' must be an object.", "Write { … }.");
        var dictionary = (IDictionary)Activator.CreateInstance(
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

    /// <summary>An error that names the nearest valid key.</summary>
    internal UsageException UnknownKey(JProperty property, IEnumerable<string> valid)
    {
        var keys = valid.Order(StringComparer.Ordinal).ToArray();
        return Wrong("UnknownKey", property, $"unknown key '{property.Name}'.", $"Did you mean '{NearestName.To(property.Name, keys)}'? Valid keys here: {string.Join(", ", keys)}.");
    }

    /// <summary>An error at a place of the document.</summary>
    internal UsageException Wrong(string what, IJsonLineInfo? place, string message, string action) =>
        new($"MlSecPol.Settings.{what}", place is null ? $"{path}: {message}" : $"{path}({place.LineNumber},{place.LinePosition}): {message} {action}", action);

    /// <summary>A property and what its attributes say of it, looked up once a type.</summary>
    private sealed class Key(PropertyInfo property)
    {
        internal PropertyInfo Property { get; } = property;

        internal bool IsPath { get; } = property.IsDefined(typeof(SettingsPathAttribute));

        internal bool NamesChecks { get; } = property.IsDefined(typeof(CheckIdsAttribute));

        internal bool IsRequired { get; } = property.IsDefined(typeof(RequiredAttribute));

        internal RangeAttribute? Range { get; } = property.GetCustomAttribute<RangeAttribute>();

        internal ValidationAttribute[] Rules { get; } = [.. property.GetCustomAttributes<ValidationAttribute>().Where(a => a is not (RangeAttribute or RequiredAttribute))];
    }
}
