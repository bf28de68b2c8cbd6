using System.Text;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Abstract values as texts, bytes and readable values.</summary>
internal sealed partial class PickleRun
{
    private const int DescribedItems = 32;
    private const int DescribedText = 256;

    /// <summary>The whole text of a value, if it is text, known, and no longer than the limit.</summary>
    private string? TextOf(Cell cell, int limit)
    {
        switch (cell.Kind)
        {
            case CellKind.Text:
                var text = _heap.Text(cell);
                return text.Length <= limit ? text : null;
            case CellKind.SourceText or CellKind.SourceString when cell.Index <= limit:
                return SourceText(cell, cell.Index);
            default: return null;
        }
    }

    private string? SourceText(Cell cell, int length)
    {
        Span<byte> bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
        if (!_reader.TryCopy(cell.Data, bytes)) return null;
        var encoding = cell.Kind == CellKind.SourceText ? Encoding.UTF8 : Encoding.Latin1;
        Span<char> chars = length <= 1024 ? stackalloc char[length] : new char[length];
        return _recorder.Intern(chars[..encoding.GetChars(bytes, chars)]);
    }

    /// <summary>The bytes of a value, if it is bytes, known, and no longer than the limit.</summary>
    private byte[]? BytesOf(Cell cell, int limit)
    {
        if (cell.Kind == CellKind.Blob) return _heap.Blob(cell) is var blob && blob.Length <= limit ? blob : null;
        if (cell.Kind != CellKind.SourceBytes || cell.Index > limit) return null;
        var bytes = new byte[cell.Index];
        return _reader.TryCopy(cell.Data, bytes) ? bytes : null;
    }

    private PickleValue Describe(Cell cell, int levels)
    {
        switch (cell.Kind)
        {
            case CellKind.None: return new PickleValue { Kind = PickleValueKind.None };
            case CellKind.Boolean: return new PickleValue { Kind = PickleValueKind.Boolean, Number = cell.Data };
            case CellKind.Integer: return new PickleValue { Kind = PickleValueKind.Integer, Number = cell.Data };
            case CellKind.LargeInteger: return new PickleValue { Kind = PickleValueKind.Integer, IsShortened = true };
            case CellKind.Float: return new PickleValue { Kind = PickleValueKind.Float, Number = cell.Data };
            case CellKind.SourceText or CellKind.SourceString or CellKind.Text or CellKind.LongText: return DescribeText(cell);
            case CellKind.SourceBytes or CellKind.SourceEncoded: return new PickleValue { Kind = PickleValueKind.Bytes, Length = cell.Index };
            case CellKind.Blob: return new PickleValue { Kind = PickleValueKind.Bytes, Length = _heap.Blob(cell).Length };
            case CellKind.LongBytes: return new PickleValue { Kind = PickleValueKind.Bytes, Length = cell.Data };
            case CellKind.List: return DescribeContainer(PickleValueKind.List, cell, levels);
            case CellKind.Tuple: return DescribeContainer(PickleValueKind.Tuple, cell, levels);
            case CellKind.Dictionary: return DescribeContainer(PickleValueKind.Dictionary, cell, levels);
            case CellKind.Set or CellKind.FrozenSet: return DescribeContainer(PickleValueKind.Set, cell, levels);
            case CellKind.Import: return new PickleValue { Kind = PickleValueKind.Import, Import = _recorder.Imports[cell.Index] };
            case CellKind.Result: return DescribeResult(cell, levels);
            case CellKind.Persistent:
                return new PickleValue { Kind = PickleValueKind.PersistentId, Items = DescribeItems(new Cell(CellKind.Tuple, cell.Index), levels) ?? [] };
            case CellKind.Buffer: return new PickleValue { Kind = PickleValueKind.Buffer };
            case CellKind.Extension: return new PickleValue { Kind = PickleValueKind.Extension, Number = cell.Data };
            default: return PickleValue.Unknown;
        }
    }

    private PickleValue DescribeText(Cell cell)
    {
        var length = cell.Kind switch
        {
            CellKind.Text => _heap.Text(cell).Length,
            CellKind.LongText => cell.Data,
            _ => cell.Index,
        };
        var text = cell.Kind switch
        {
            CellKind.Text => _heap.Text(cell),
            CellKind.LongText => null,
            _ => SourceText(cell, Math.Min(cell.Index, DescribedText)),
        };
        if (text?.Length > DescribedText) text = text[..DescribedText];
        return new PickleValue { Kind = PickleValueKind.String, Text = text, Length = length, IsShortened = length > DescribedText };
    }

    private PickleValue DescribeContainer(PickleValueKind kind, Cell cell, int levels)
    {
        var count = _heap.Count(cell);
        var items = levels > 0 ? DescribeItems(cell, levels) ?? [] : [];
        return new PickleValue { Kind = kind, Length = Math.Max(count, 0), Items = items, IsShortened = items.Count != count };
    }

    private PickleValue DescribeResult(Cell cell, int levels)
    {
        var import = cell.Data >= 0 ? _recorder.Imports[(int)cell.Data] : null;
        if (cell.Index < 0 || levels <= 0) return new PickleValue { Kind = PickleValueKind.CallResult, Import = import, IsShortened = true };
        var result = _heap.Result(cell);
        var items = DescribeItems(result.Arguments, levels - 1);
        return new PickleValue
        {
            Kind = PickleValueKind.CallResult,
            Import = import,
            Callee = Describe(result.Callee, levels - 1),
            Items = items ?? [],
            IsShortened = items is null || items.Count != _heap.Count(result.Arguments),
        };
    }

    /// <summary>The first items of a container; null when they are not known.</summary>
    private List<PickleValue>? DescribeItems(Cell container, int levels)
    {
        if (!container.IsContainer || container.Index < 0) return null;
        if (levels <= 0) return _heap.Count(container) == 0 ? [] : null;
        var (items, _) = _heap.Items(container, DescribedItems);
        var described = new List<PickleValue>(Math.Min(items.Length, DescribedItems));
        foreach (var item in items.Span[..Math.Min(items.Length, DescribedItems)]) described.Add(Describe(item, levels - 1));
        return described;
    }
}
