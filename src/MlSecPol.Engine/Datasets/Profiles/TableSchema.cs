using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Profiles;

/// <summary>Infers a JSON Table Schema (Frictionless) from a profile: what all rows have in common, to be read and loosened by a person.</summary>
internal static class TableSchema
{
    private const int MostEnumerated = 20;

    // Deequ suggests a categorical range where at most a tenth of the values are different.
    private const double CategoricalRatio = 0.1;

    internal static string Of(ProfileState state)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("fields");
            foreach (var column in state.Columns) WriteField(writer, column, state.Rows);
            writer.WriteEndArray();
            writer.WriteStartArray("missingValues");
            foreach (var token in MissingValues(state)) writer.WriteStringValue(token);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // The empty text always counts, the others where they occur.
    private static IEnumerable<string> MissingValues(ProfileState state) =>
        state.Columns.SelectMany(c => c.MissingKinds.Keys).Where(k => !k.StartsWith('(')).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Prepend(string.Empty);

    private static void WriteField(Utf8JsonWriter writer, ColumnState column, long rows)
    {
        var statistics = column.Statistics;
        var values = statistics.Values();
        var type = values.Types.Narrowest();
        writer.WriteStartObject();
        writer.WriteString("name", column.Name);
        WriteType(writer, type, values);
        writer.WriteStartObject("constraints");
        if (column.Missing == 0 && rows > 0) writer.WriteBoolean("required", value: true);
        if (statistics.IsExact && statistics.Count > 1 && statistics.Distinct() == statistics.Count && type is not (ColumnType.Double or ColumnType.Decimal))
            writer.WriteBoolean("unique", value: true);
        if (type is ColumnType.Integer or ColumnType.Decimal or ColumnType.Double && values.Numbers is { } numbers)
        {
            writer.WriteNumber("minimum", numbers.Minimum);
            writer.WriteNumber("maximum", numbers.Maximum);
        }
        else if (type == ColumnType.Text)
        {
            WriteTextConstraints(writer, statistics, values);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter writer, ColumnType type, ValueStatistics values)
    {
        writer.WriteString("type", type switch
        {
            ColumnType.Boolean => "boolean",
            ColumnType.Integer => "integer",
            ColumnType.Decimal or ColumnType.Double => "number",
            ColumnType.Date => values.Types[ValueKind.DateTime] > 0 ? "datetime" : "date",
            ColumnType.Empty => "any",
            _ => "string",
        });
        if (type == ColumnType.Date) writer.WriteString("format", "any");
        if (type != ColumnType.Boolean) return;
        WriteList(writer, "trueValues", "true", "True", "TRUE", "yes", "Yes", "YES");
        WriteList(writer, "falseValues", "false", "False", "FALSE", "no", "No", "NO");
    }

    private static void WriteTextConstraints(Utf8JsonWriter writer, ColumnStatistics statistics, ValueStatistics values)
    {
        // Lengths are those of texts; a column that mixes them with numbers has no bounds to state.
        if (values.Lengths is { } lengths && lengths.Count == statistics.Count)
        {
            writer.WriteNumber("minLength", (long)lengths.Minimum);
            writer.WriteNumber("maxLength", (long)lengths.Maximum);
        }

        var distinct = statistics.Distinct();
        if (!statistics.IsExact || distinct > MostEnumerated || distinct > statistics.Count * CategoricalRatio) return;
        WriteList(writer, "enum", [.. statistics.Known().Select(v => Encoding.UTF8.GetString(v.Text)).Order(StringComparer.Ordinal)]);
    }

    private static void WriteList(Utf8JsonWriter writer, string name, params ReadOnlySpan<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
