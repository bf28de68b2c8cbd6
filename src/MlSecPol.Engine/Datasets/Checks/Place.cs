using System.Globalization;

namespace MlSecPol.Engine.Datasets.Checks;

/// <summary>Words for places and numbers in findings.</summary>
internal static class Place
{
    internal static string Of(string? column, long? row, long? offset)
    {
        var parts = new List<string>(3);
        if (column is not null) parts.Add($"column '{column}'");
        if (row is > 0) parts.Add($"row {row}");
        else if (row == 0) parts.Add("header");
        if (row is not > 0 && offset is not null) parts.Add($"offset {offset}");
        return parts.Count == 0 ? "file" : string.Join(", ", parts);
    }

    /// <summary>A finding about occurrences in a column or, without one, in the table.</summary>
    internal static Finding Finding(Severity severity, string rule, string message, Occurrences places, string? column = null) => new()
    {
        Severity = severity,
        Rule = rule,
        Message = message,
        Location = Of(column, places.FirstRow, places.FirstOffset),
        Column = column,
        Row = places.FirstRow is > 0 ? places.FirstRow : null,
        Offset = places.FirstOffset,
        Count = Math.Max(places.Count, 1),
        Evidence = places.Sample ?? RowsOf(places.FirstRows),
    };

    internal static string? RowsOf(IReadOnlyList<long> rows) => rows.Count > 1 ? $"first in rows {string.Join(", ", rows)}" : null;

    internal static string Percent(double ratio) => ratio is > 0 and < 0.001 ? "less than 0.1 %" : string.Create(CultureInfo.InvariantCulture, $"{ratio * 100:0.#} %");

    internal static string Count(long count, string one, string many) => count == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {many}");
}
