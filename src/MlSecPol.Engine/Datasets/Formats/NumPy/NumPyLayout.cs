using System.Globalization;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.NumPy;

namespace MlSecPol.Engine.Datasets.Formats.NumPy;

/// <summary>An array as a table: its rows, and its columns in a row.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="RowBytes">Bytes from one row to the next.</param>
/// <param name="ColumnBytes">Bytes from one column to the next where the array is stored by column; 0 where it is stored by row.</param>
/// <param name="Fields">The columns.</param>
internal sealed record NumPyLayout(long Rows, long RowBytes, long ColumnBytes, IReadOnlyList<NumPyField> Fields)
{
    private const int DeepestNesting = 16;

    /// <summary>Bytes of all rows.</summary>
    internal long Bytes => ColumnBytes > 0 ? ColumnBytes * Fields.Count : RowBytes * Rows;

    /// <summary>The layout that a header describes.</summary>
    /// <param name="header">The header.</param>
    /// <param name="prefix">What stands before the names of columns, for arrays of an archive; empty otherwise.</param>
    /// <param name="maximumColumns">Most columns.</param>
    /// <param name="reason">Why the array is no table that is read; null when it is.</param>
    /// <exception cref="ArtifactException">The header contradicts itself or asks for too much.</exception>
    internal static NumPyLayout? Of(PythonLiteral header, string prefix, int maximumColumns, out string? reason)
    {
        reason = null;
        if (header["descr"] is not { } descr || header["shape"] is not { Kind: PythonLiteralKind.Tuple } shape || header["fortran_order"] is not { } order)
            throw Malformed("The header of the array is not a dictionary with descr, fortran_order and shape");
        var type = NumPyType.Of(descr);
        if (type.HoldsObjects)
        {
            reason = "NumPy array of Python objects, a pickle";
            return null;
        }

        if (NumPyType.Product(shape) is not { } elements) throw Malformed("The shape of the array holds what is no length, or its product leaves 64 bits");
        if (type.ItemSize is not { } itemSize) throw Malformed("The type of the array is not one of NumPy's");
        if (shape.Items.Count is 0 or > 2)
        {
            reason = $"NumPy array of {shape.Items.Count} dimensions";
            return null;
        }

        var rows = shape.Items[0].Number;
        var across = shape.Items.Count == 2 ? shape.Items[1].Number : 1;
        if (itemSize == 0 || (elements > 0 && elements > long.MaxValue / itemSize)) throw Malformed("The array has elements without any byte, or more bytes than 64 bits count");
        var fields = new List<NumPyField>();
        if (descr.Kind == PythonLiteralKind.List)
        {
            if (across != 1)
            {
                reason = "NumPy array of records in two dimensions";
                return null;
            }

            Add(fields, descr, prefix, 0, 0, maximumColumns);
            if (fields.Count > 0) return new(rows, itemSize, 0, fields);
            reason = "NumPy array of records without fields";
            return null;
        }

        if (descr.Kind != PythonLiteralKind.String)
        {
            reason = "NumPy array whose elements have a shape of their own";
            return null;
        }

        if (across == 0)
        {
            reason = "NumPy array without columns";
            return null;
        }

        if (across > maximumColumns) throw TooMany(maximumColumns);
        var isByColumn = order is { Kind: PythonLiteralKind.Boolean, Number: 1 } && across > 1;
        for (var i = 0L; i < across; i++)
        {
            var name = shape.Items.Count == 1 ? (prefix.Length > 0 ? prefix : "value") : string.Create(CultureInfo.InvariantCulture, $"{prefix}[{i}]");
            fields.Add(Simple(name, isByColumn ? i * itemSize * rows : i * itemSize, descr.Text));
        }

        return new(rows, isByColumn ? itemSize : itemSize * across, isByColumn ? itemSize * rows : 0, fields);
    }

    private static long Add(List<NumPyField> fields, PythonLiteral list, string prefix, long offset, int depth, int maximumColumns)
    {
        if (depth > DeepestNesting) throw Malformed("The fields of the array are nested deeper than NumPy's are");
        foreach (var item in list.Items)
        {
            // A field is named by a text, or by a title and a text.
            var label = item.Items[0] is { Kind: PythonLiteralKind.Tuple, Items: [_, var second] } ? second : item.Items[0];
            var name = prefix.Length > 0 ? $"{prefix}.{label.Text}" : label.Text;
            var count = item.Items.Count == 3 ? (item.Items[2].Kind == PythonLiteralKind.Integer ? item.Items[2].Number : NumPyType.Product(item.Items[2]) ?? 0) : 1;
            var width = NumPyType.Of(item.Items[1]).ItemSize ?? throw Malformed("A field of the array has no type of NumPy's");
            if (item.Items[1].Kind == PythonLiteralKind.Tuple) throw Malformed($"The field '{label.Text}' has a type with a shape of its own, which is not read");
            if (width == 0) continue;
            for (var i = 0L; i < count; i++)
            {
                if (fields.Count >= maximumColumns) throw TooMany(maximumColumns);
                var column = count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]");
                var at = offset + (i * width);
                if (item.Items[1].Kind == PythonLiteralKind.List) Add(fields, item.Items[1], column, at, depth + 1, maximumColumns);
                else if (!IsPadding(item.Items[1].Text, label.Text)) fields.Add(Simple(column, at, item.Items[1].Text));
            }

            offset += width * count;
        }

        return offset;
    }

    // Raw bytes without a name fill the gaps of aligned records.
    private static bool IsPadding(string type, string name) => name.Length == 0 && type.Contains('V', StringComparison.Ordinal);

    private static NumPyField Simple(string name, long offset, string type)
    {
        var plain = type.AsSpan().TrimStart("<>|=");
        var unit = string.Empty;
        var multiple = 1;
        var bracket = plain.IndexOf('[');
        if (bracket > 0)
        {
            var inside = plain[(bracket + 1)..].TrimEnd(']');
            var digits = 0;
            while (digits < inside.Length && char.IsAsciiDigit(inside[digits])) digits++;
            if (digits > 0 && !int.TryParse(inside[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out multiple)) multiple = 0;
            unit = inside[digits..].ToString();
        }

        var width = NumPyType.Of(new PythonLiteral(PythonLiteralKind.String, type, 0, [])).ItemSize ?? 0;
        if (width > int.MaxValue) throw Malformed("A value of the array is longer than 2 GB");
        return new(name, offset, plain[0], (int)width, type.StartsWith('>'), unit, multiple);
    }

    private static ArtifactException Malformed(string what) => new(ArtifactErrorKind.Malformed, what + ".", "Get an undamaged copy of the file.");

    private static ArtifactException TooMany(int limit) =>
        new(ArtifactErrorKind.LimitReached, $"The array has more columns than the limit of {limit} (maximumColumns).", "Raise maximumColumns in the settings if the file is trusted.");
}
