using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;
using System.Xml.Linq;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Advisories;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace MlSecPol.Engine.Tests.Proof;

/// <summary>Writes the JSON schemas of <c>mlsecpol.json</c> and of files of advisories from their records: keys, types, defaults, ranges, and the compiler's documentation as descriptions.</summary>
internal static class SettingsSchemaText
{
    private static readonly Lazy<Dictionary<string, XElement>> Documentation = new(() => typeof(SettingsSchemaText).Assembly.GetReferencedAssemblies()
        .Where(a => a.Name!.StartsWith("MlSecPol", StringComparison.Ordinal))
        .SelectMany(a => XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{a.Name}.xml")).Descendants("member"))
        .ToDictionary(m => (string)m.Attribute("name")!, StringComparer.Ordinal));

    public static string Write()
    {
        var properties = new JObject { ["$schema"] = new JObject { ["type"] = "string", ["description"] = "Where this schema stands; editors use it, MlSecPol does not." } };
        foreach (var (key, type) in SettingsSchema.Sections) properties[key] = Record(type, Activator.CreateInstance(type)!);
        var schema = new JObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Settings of MlSecPol",
            ["description"] = "What the file given to -Settings may say. What it does not say keeps its default; parameters outweigh it.",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        return Text(schema);
    }

    /// <summary>The schema of a document that is one record.</summary>
    public static string Write(Type type, string title)
    {
        var record = Record(type, Activator.CreateInstance(type)!);
        ((JObject)record["properties"]!).AddFirst(new JProperty("$schema", new JObject { ["type"] = "string", ["description"] = "Where this schema stands; editors use it, MlSecPol does not." }));
        record.AddFirst(new JProperty("title", title));
        record.AddFirst(new JProperty("$schema", "http://json-schema.org/draft-07/schema#"));
        return Text(record);
    }

    private static string Text(JObject schema) => schema.ToString(Formatting.Indented).ReplaceLineEndings("\n") + "\n";

    private static JObject Record(Type type, object defaults)
    {
        var properties = new JObject();
        var required = new JArray();
        foreach (var (key, property) in SettingsSchema.Keys(type))
        {
            var described = Value(property.PropertyType, property.GetValue(defaults));
            described.AddFirst(new JProperty("description", Describe($"P:{type.FullName}.{property.Name}")));
            if (property.GetCustomAttribute<RangeAttribute>() is { } range)
            {
                // Limits given as text become numbers once the attribute has been used.
                _ = range.FormatErrorMessage(key);
                described["minimum"] = JToken.FromObject(range.Minimum);
                described["maximum"] = JToken.FromObject(range.Maximum);
            }

            if (property.GetCustomAttribute<LineAttribute>() is { } line)
            {
                described["minLength"] = 1;
                described["maxLength"] = line.Longest;
            }

            if (property.IsDefined(typeof(DayAttribute))) described["format"] = "date";
            if (property.IsDefined(typeof(WebAddressAttribute))) described["format"] = "uri";
            var isRequired = property.IsDefined(typeof(RequiredAttribute));
            if (isRequired) described.Remove("default");
            if (isRequired) required.Add(key);
            properties[key] = described;
        }

        var record = new JObject { ["description"] = Describe($"T:{type.FullName}"), ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (required.Count > 0) record["required"] = required;
        return record;
    }

    private static JObject Value(Type type, object? value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (SettingsSchema.ListElement(type) is { } element)
        {
            return new JObject { ["type"] = "array", ["items"] = Value(element, null), ["default"] = new JArray(((IEnumerable)value!).Cast<object>()) };
        }

        if (SettingsSchema.DictionaryValue(type) is { } entry)
        {
            return new JObject { ["type"] = "object", ["additionalProperties"] = Value(entry, null) };
        }

        if (SettingsSchema.IsRecord(type))
        {
            var record = Record(type, value ?? Activator.CreateInstance(type)!);
            record.Remove("description");
            return record;
        }

        var schema = type.IsEnum
            ? new JObject { ["type"] = "string", ["enum"] = new JArray(Enum.GetNames(type).Cast<object>().ToArray()) }
            : new JObject
            {
                ["type"] = Type.GetTypeCode(type) switch
                {
                    TypeCode.Boolean => "boolean",
                    TypeCode.Int32 or TypeCode.Int64 => "integer",
                    TypeCode.Double => "number",
                    TypeCode.String => "string",
                    _ => throw new InvalidOperationException($"{type} has no counterpart in the schema."),
                },
            };
        if (value is not null) schema["default"] = type.IsEnum ? value.ToString() : JToken.FromObject(value);
        return schema;
    }

    private static string Describe(string member)
    {
        var summary = Documentation.Value.TryGetValue(member.Replace('+', '.'), out var found) ? found.Element("summary") : null;
        var text = new StringBuilder();
        foreach (var node in summary?.Nodes() ?? [])
        {
            text.Append(node switch
            {
                XText plain => plain.Value,
                XElement { Name.LocalName: "see" } see => Name(see),
                XElement element => element.Value,
                _ => string.Empty,
            });
        }

        var described = string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return described.Length > 0 ? described : throw new InvalidOperationException($"{member} has no summary.");
    }

    // A property is meant by its key, anything else by its name.
    private static string Name(XElement see)
    {
        var reference = (string?)see.Attribute("cref") ?? (string?)see.Attribute("langword") ?? string.Empty;
        var name = reference[(reference.LastIndexOf('.') + 1)..];
        return reference.StartsWith("P:", StringComparison.Ordinal) ? SettingsSchema.Key(name) : name;
    }
}
