using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>Reads a JSON Table Schema (Frictionless), alone or as the <c>schema</c> of a resource. Whatever it does not understand is an error: a rule that is passed over would pass everything.</summary>
internal sealed class TableSchemaReader
{
    private const int LongestFile = 16 << 20;
    private static readonly TimeSpan NoTimeout = Regex.InfiniteMatchTimeout;

    private readonly string _path;

    private TableSchemaReader(string path) => _path = path;

    /// <summary>Reads a schema.</summary>
    /// <exception cref="UsageException">There is none, or it is not sound.</exception>
    internal static TableSchema Read(string path)
    {
        var reader = new TableSchemaReader(path);
        try
        {
            var file = new FileInfo(path);
            if (file.Length > LongestFile) throw reader.Malformed("it is longer than 16 MB");
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 64 });
            return reader.Schema(document.RootElement);
        }
        catch (JsonException e)
        {
            throw reader.Malformed($"it is no valid JSON: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new UsageException("MlSecPol.Schema.NotReadable", $"The schema '{path}' cannot be read: {e.Message}", "Check the path given to -Schema or to datasets.schema in the settings.", e);
        }
    }

    private UsageException Malformed(string what, Exception? inner = null) =>
        new("MlSecPol.Schema.Malformed", $"The schema '{_path}' is not sound: {what}.", "Mend it; https://specs.frictionlessdata.io/table-schema/ says what a schema may hold.", inner);

    private TableSchema Schema(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("schema", out var inner)) root = inner;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("fields", out var list) || list.ValueKind != JsonValueKind.Array) throw Malformed("it has no list of fields");
        var missing = root.TryGetProperty("missingValues", out var values) ? Texts(values, "missingValues") : [[]];
        SchemaField[] fields = [.. list.EnumerateArray().Select(f => Field(f, missing))];
        if (fields.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count() < fields.Length) throw Malformed("two fields have the same name");
        var match = Text(root, "fieldsMatch", "exact");
        if (root.TryGetProperty("fieldsMatch", out var matches) && matches.ValueKind == JsonValueKind.Array && matches.GetArrayLength() == 1) match = matches[0].GetString() ?? match;
        if (match is not ("exact" or "equal" or "subset" or "superset" or "partial")) throw Malformed($"fieldsMatch is '{match}'");
        var primary = root.TryGetProperty("primaryKey", out var key) ? Names(key, "primaryKey") : [];
        var foreign = root.TryGetProperty("foreignKeys", out var keys) ? keys.EnumerateArray().Select(Foreign).ToArray() : [];
        foreach (var name in primary.Concat(foreign.SelectMany(f => f.Resource.Length == 0 ? f.Fields.Concat(f.Referenced) : f.Fields)))
        {
            if (!fields.Any(f => f.Name == name)) throw Malformed($"a key names the field '{name}', which is not declared");
        }

        return new(_path, fields, match, primary, foreign);
    }

    private SchemaKey Foreign(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || !key.TryGetProperty("fields", out var fields) || !key.TryGetProperty("reference", out var reference) || !reference.TryGetProperty("fields", out var referenced))
            throw Malformed("a foreign key lacks its fields or its reference");
        var resource = Text(reference, "resource", string.Empty);
        var (own, others) = (Names(fields, "fields"), Names(referenced, "fields"));
        if (own.Count != others.Count) throw Malformed("a foreign key refers to another number of fields than it has");
        return new(own, resource == "$self" ? string.Empty : resource, others);
    }

    private SchemaField Field(JsonElement element, IReadOnlyList<byte[]> missing)
    {
        if (element.ValueKind != JsonValueKind.Object || Text(element, "name", string.Empty) is not { Length: > 0 } name) throw Malformed("a field has no name");
        var typeName = Text(element, "type", "string");
        if (!Enum.TryParse<FieldType>(typeName, ignoreCase: true, out var type) || char.IsDigit(typeName[0])) throw Malformed($"the field '{name}' has the type '{typeName}', which a table schema does not know");
        var format = Text(element, "format", "default");
        if (format.StartsWith("fmt:", StringComparison.Ordinal)) format = format[4..];
        if (type is FieldType.Date or FieldType.Time or FieldType.DateTime && !TimePattern.IsKnown(format)) throw Malformed($"the field '{name}' has the format '{format}' with directives that are not known");
        var constraints = element.TryGetProperty("constraints", out var declared) ? declared : default;
        if (constraints.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined)) throw Malformed($"the constraints of the field '{name}' are no object");
        var plain = new SchemaField
        {
            Name = name,
            Type = type,
            Format = format,
            DecimalMark = Mark(element, "decimalChar", name) is var mark && mark != 0 ? mark : (byte)'.',
            GroupMark = Mark(element, "groupChar", name),
            IsBare = !element.TryGetProperty("bareNumber", out var bare) || bare.ValueKind != JsonValueKind.False,
            TrueValues = element.TryGetProperty("trueValues", out var yes) ? Texts(yes, "trueValues") : ["true"u8.ToArray(), "True"u8.ToArray(), "TRUE"u8.ToArray(), "1"u8.ToArray()],
            FalseValues = element.TryGetProperty("falseValues", out var no) ? Texts(no, "falseValues") : ["false"u8.ToArray(), "False"u8.ToArray(), "FALSE"u8.ToArray(), "0"u8.ToArray()],
            MissingValues = element.TryGetProperty("missingValues", out var own) ? Texts(own, "missingValues") : missing,
            MinimumRatios = Ratios(element, constraints, name),
        };
        return constraints.ValueKind == JsonValueKind.Undefined ? plain : Constrain(plain, constraints);
    }

    private SchemaField Constrain(SchemaField field, JsonElement constraints)
    {
        foreach (var constraint in constraints.EnumerateObject())
        {
            var value = constraint.Value;
            field = constraint.Name switch
            {
                "required" => field with { IsRequired = value.ValueKind == JsonValueKind.True },
                "unique" => field with { IsUnique = value.ValueKind == JsonValueKind.True },
                "minLength" => field with { MinimumLength = Count(value, field.Name) },
                "maxLength" => field with { MaximumLength = Count(value, field.Name) },
                "minimum" => field with { Minimum = Measure(field, value) },
                "maximum" => field with { Maximum = Measure(field, value) },
                "pattern" => field with { Pattern = Pattern(value.GetString() ?? string.Empty, field.Name) },
                "enum" => field with { Allowed = Texts(value, "enum") },
                "minimumRatio" => field,
                _ => throw Malformed($"the field '{field.Name}' has the constraint '{constraint.Name}', which is not known"),
            };
        }

        return field;
    }

    /// <summary>One ratio for all constraints of a field, or one by the name of the constraint.</summary>
    private Dictionary<string, double> Ratios(JsonElement field, JsonElement constraints, string name)
    {
        var ratios = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var holder in (JsonElement[])[field, constraints])
        {
            if (holder.ValueKind != JsonValueKind.Object || !holder.TryGetProperty("minimumRatio", out var ratio)) continue;
            if (ratio.ValueKind == JsonValueKind.Number) ratios["*"] = Ratio(ratio, name);
            else if (ratio.ValueKind == JsonValueKind.Object) foreach (var one in ratio.EnumerateObject()) ratios[one.Name] = Ratio(one.Value, name);
            else throw Malformed($"the minimumRatio of the field '{name}' is neither a number nor an object of numbers");
        }

        return ratios;
    }

    private double Ratio(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var ratio) && ratio is >= 0 and <= 1 ? ratio : throw Malformed($"a minimumRatio of the field '{name}' is no number from 0 to 1");

    private int Count(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0 ? count : throw Malformed($"a length of the field '{name}' is no whole number");

    private double Measure(SchemaField field, JsonElement value)
    {
        var text = Encoding.UTF8.GetBytes(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
        return FieldValues.TryRead(field, text, out var measure) && !double.IsNaN(measure) ? measure : throw Malformed($"a bound of the field '{field.Name}' is no value of its type with an order");
    }

    private Regex Pattern(string pattern, string name)
    {
        try
        {
            // Linear in the text, whatever the pattern; what would need backtracking is refused.
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, NoTimeout);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw Malformed($"the pattern of the field '{name}' cannot be used: {e.Message.TrimEnd('.')}", e);
        }
    }

    private byte Mark(JsonElement element, string property, string name)
    {
        var text = Text(element, property, string.Empty);
        return text.Length == 0 ? (byte)0 : text.Length == 1 && char.IsAscii(text[0]) ? (byte)text[0] : throw Malformed($"{property} of the field '{name}' is not one ASCII character");
    }

    private static string Text(JsonElement element, string property, string otherwise) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : otherwise;

    private IReadOnlyList<string> Names(JsonElement element, string property) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => [.. element.EnumerateArray().Select(e => e.GetString() ?? throw Malformed($"{property} holds what is no name"))],
        _ => throw Malformed($"{property} is neither a name nor a list of names"),
    };

    private IReadOnlyList<byte[]> Texts(JsonElement element, string property)
    {
        if (element.ValueKind != JsonValueKind.Array) throw Malformed($"{property} is no list");
        return [.. element.EnumerateArray().Select(e => Encoding.UTF8.GetBytes(e.ValueKind switch
        {
            JsonValueKind.String => e.GetString()!,
            // A missing value may be an object with its label.
            JsonValueKind.Object when e.TryGetProperty("value", out var value) => value.ToString(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => e.GetRawText(),
        }))];
    }
}
