using System.Globalization;

namespace MlSecPol.Engine.Artifacts.NumPy;

/// <summary>What a dtype comes to.</summary>
/// <param name="ItemSize">Bytes of one element; null when the type is not one of NumPy's or its size leaves 64 bits.</param>
/// <param name="HoldsObjects">Whether Python objects stand anywhere in it.</param>
internal sealed record NumPyType(long? ItemSize, bool HoldsObjects)
{
    private static readonly NumPyType Unknown = new((long?)null, false);

    /// <summary>Reads the <c>descr</c> of a header: text, or a list of fields that may nest.</summary>
    internal static NumPyType Of(PythonLiteral descr) => descr switch
    {
        { Kind: PythonLiteralKind.String } => Simple(descr.Text),
        { Kind: PythonLiteralKind.List } => Structured(descr),

        // A type with a shape of its own.
        { Kind: PythonLiteralKind.Tuple, Items: [var type, var shape] } => Times(Of(type), shape),
        _ => Unknown,
    };

    private static NumPyType Structured(PythonLiteral fields)
    {
        long? size = 0;
        var holdsObjects = false;
        foreach (var field in fields.Items)
        {
            if (field is not { Kind: PythonLiteralKind.Tuple, Items.Count: 2 or 3 }) return new NumPyType(null, holdsObjects);
            var type = field.Items.Count == 3 ? Times(Of(field.Items[1]), field.Items[2]) : Of(field.Items[1]);
            holdsObjects |= type.HoldsObjects;
            size = size is { } a && type.ItemSize is { } b && a <= long.MaxValue - b ? a + b : null;
        }

        return new NumPyType(size, holdsObjects);
    }

    private static NumPyType Times(NumPyType type, PythonLiteral shape)
    {
        var count = shape.Kind == PythonLiteralKind.Integer ? shape.Number : Product(shape);
        if (type.ItemSize is not { } size || count is not { } times || times < 0 || (size > 0 && times > long.MaxValue / size)) return type with { ItemSize = null };
        return type with { ItemSize = size * times };
    }

    /// <summary>Product of a shape; null when it is no shape or leaves 64 bits.</summary>
    internal static long? Product(PythonLiteral shape)
    {
        if (shape.Kind is not (PythonLiteralKind.Tuple or PythonLiteralKind.List)) return null;
        long product = 1;
        foreach (var length in shape.Items)
        {
            if (length.Kind != PythonLiteralKind.Integer || length.Number < 0) return null;

            // Once a dimension is zero nothing can overflow any more, but a later one may still be no number.
            if (product != 0 && length.Number > long.MaxValue / product) return null;
            product *= length.Number;
        }

        return product;
    }

    private static NumPyType Simple(string text)
    {
        var type = text.AsSpan().TrimStart("<>|=");
        if (type.IsEmpty) return Unknown;
        var digits = type[1..];
        var unit = digits.IndexOf('[');
        if (unit >= 0) digits = digits[..unit];
        if (type[0] == 'O') return new NumPyType(0, true);
        if (type[0] == '?') return new NumPyType(1, false);
        if (!"biufcSUVmMa".Contains(type[0], StringComparison.Ordinal)) return Unknown;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var width)) return Unknown;
        return new NumPyType(type[0] == 'U' ? 4L * width : width, false);
    }
}
