using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MlSecPol.Host;

/// <summary>Writes an object of the pipeline as one line of JSON: its properties, enums by name, times in ISO 8601.</summary>
internal static class JsonLines
{
    // Objects nest a few levels; deeper ones are .NET objects that refer to each other, and are cut with their text.
    private const int MaximumDepth = 8;

    internal static string Of(PSObject value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) Write(writer, value, 0);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        var bare = (value as PSObject)?.BaseObject ?? value;
        switch (bare)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case Enum name: writer.WriteStringValue(name.ToString()); break;
            case byte or sbyte or short or ushort or int or uint or long: writer.WriteNumberValue(Convert.ToInt64(bare, CultureInfo.InvariantCulture)); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): writer.WriteNumberValue(number); break;
            case DateTimeOffset time: writer.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture)); break;
            case DateTime time: writer.WriteStringValue(time.ToString("O", CultureInfo.InvariantCulture)); break;
            case IFormattable formattable when bare is not IEnumerable && bare.GetType().IsPrimitive: writer.WriteStringValue(formattable.ToString(null, CultureInfo.InvariantCulture)); break;
            case var _ when depth >= MaximumDepth: writer.WriteStringValue(bare.ToString()); break;
            case IDictionary map: WriteMap(writer, map, depth); break;
            case IEnumerable items: WriteList(writer, items, depth); break;
            case Guid or Version or Uri or TimeSpan or Type: writer.WriteStringValue(bare.ToString()); break;
            default: WriteProperties(writer, value as PSObject ?? PSObject.AsPSObject(bare), depth); break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, IDictionary map, int depth)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName(entry.Key.ToString()!);
            Write(writer, entry.Value, depth + 1);
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, IEnumerable items, int depth)
    {
        writer.WriteStartArray();
        foreach (var item in items) Write(writer, item, depth + 1);
        writer.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter writer, PSObject value, int depth)
    {
        writer.WriteStartObject();
        foreach (var property in value.Properties)
        {
            // Alias properties repeat another one.
            if (!property.IsGettable || property.MemberType == PSMemberTypes.AliasProperty) continue;
            object? content;
            try
            {
                content = property.Value;
            }
            catch (GetValueException)
            {
                continue;
            }

            writer.WritePropertyName(property.Name);
            Write(writer, content, depth + 1);
        }

        writer.WriteEndObject();
    }
}
