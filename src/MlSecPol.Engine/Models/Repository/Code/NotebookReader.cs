using System.Text;
using System.Text.Json;

namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>Takes the code cells out of a notebook (nbformat 3 and 4).</summary>
internal static class NotebookReader
{
    private const int Depth = 64;

    /// <summary>The source of each code cell with its number from 1.</summary>
    /// <exception cref="JsonException">It is no notebook.</exception>
    internal static IEnumerable<(int Cell, string Source)> Cells(byte[] content)
    {
        using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = Depth });
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("A notebook is a JSON object.");
        var number = 0;
        foreach (var cell in AllCells(document.RootElement))
        {
            number++;
            if (cell.ValueKind != JsonValueKind.Object || !cell.TryGetProperty("cell_type", out var type) || type.ValueKind != JsonValueKind.String || !type.ValueEquals("code")) continue;
            if (cell.TryGetProperty("source", out var source) || cell.TryGetProperty("input", out source)) yield return (number, Text(source));
        }
    }

    /// <summary>What a viewer shows as a page: texts for people, and outputs in the language of pages or of their scripts.</summary>
    /// <exception cref="JsonException">It is no notebook.</exception>
    internal static IEnumerable<string> Pages(byte[] content)
    {
        using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = Depth });
        if (document.RootElement.ValueKind != JsonValueKind.Object) yield break;
        foreach (var cell in AllCells(document.RootElement))
        {
            if (cell.ValueKind != JsonValueKind.Object) continue;
            if (cell.TryGetProperty("cell_type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("markdown") && cell.TryGetProperty("source", out var source)) yield return Text(source);
            if (!cell.TryGetProperty("outputs", out var outputs) || outputs.ValueKind != JsonValueKind.Array) continue;
            foreach (var output in outputs.EnumerateArray())
            {
                if (output.ValueKind != JsonValueKind.Object || !output.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object) continue;
                foreach (var form in data.EnumerateObject())
                {
                    if (form.NameEquals("text/html") || form.NameEquals("image/svg+xml")) yield return Text(form.Value);
                    else if (form.NameEquals("application/javascript")) yield return $"<script>{Text(form.Value)}</script>";
                }
            }
        }
    }

    private static IEnumerable<JsonElement> AllCells(JsonElement root)
    {
        if (root.TryGetProperty("cells", out var cells) && cells.ValueKind == JsonValueKind.Array) return cells.EnumerateArray();
        return root.TryGetProperty("worksheets", out var sheets) && sheets.ValueKind == JsonValueKind.Array
            ? sheets.EnumerateArray().Where(s => s.ValueKind == JsonValueKind.Object && s.TryGetProperty("cells", out var c) && c.ValueKind == JsonValueKind.Array).SelectMany(s => s.GetProperty("cells").EnumerateArray())
            : [];
    }

    private static string Text(JsonElement source)
    {
        if (source.ValueKind == JsonValueKind.String) return source.GetString()!;
        var text = new StringBuilder();
        if (source.ValueKind != JsonValueKind.Array) return string.Empty;
        foreach (var line in source.EnumerateArray())
        {
            if (line.ValueKind == JsonValueKind.String) text.Append(line.GetString());
        }

        return text.ToString();
    }
}
