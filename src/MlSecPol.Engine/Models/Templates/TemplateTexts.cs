namespace MlSecPol.Engine.Models.Templates;

/// <summary>What filters and methods make of texts and containers; what is not followed is widened, never guessed.</summary>
internal static class TemplateTexts
{
    private const int LongestRepetition = 128;

    /// <summary>The value of a filter.</summary>
    internal static TemplateValue Filter(string name, TemplateValue input, IReadOnlyList<TemplateValue> arguments)
    {
        switch (name)
        {
            case "lower" or "upper" or "title" or "capitalize" or "trim" or "replace" or "strip" or "reverse" when input.Element is null:
                return Method(name, input, arguments);
            case "string" or "safe" or "e" or "escape" or "forceescape" or "str":
                return TemplateValue.Concatenate(TemplateValue.Text(string.Empty), input);
            case "join":
                return Join(input, arguments.Count > 0 ? arguments[0] : TemplateValue.Text(string.Empty), arguments.Count > 1);
            case "first" or "last" or "min" or "max":
                if (input.Items is { Count: > 0 } items && name is "first" or "last") return items[name == "first" ? 0 : items.Count - 1];
                return Pick(input, name switch { "first" => 0, "last" => -1, _ => null });
            case "list":
                return input.Element is not null ? input with { Member = input.Element } : input.Texts is [{ Length: <= 64 } text] && !input.Has(TemplateTraits.Data)
                    ? TemplateValue.Sequence([.. text.Select(c => TemplateValue.Text(c.ToString()))])
                    : TemplateValue.Unordered(Pick(input, null));
            case "reverse" or "sort" or "unique" or "select" or "reject" or "selectattr" or "rejectattr":
                return input.Element is null ? input.Widen() : input with { Items = name == "reverse" && input.Items is { } ordered ? [.. ordered.Reverse()] : null, Member = input.Element };
            case "random":
                return Pick(input, null);
            case "batch" or "slice" or "groupby" or "map":
                return TemplateValue.Unordered(TemplateValue.Unordered(Pick(input, null)));
            case "items" or "dictsort":
                return Pairs(input);
            case "default" or "d":
                return arguments.Aggregate(input, TemplateValue.Join);
            case "length" or "count" or "wordcount" or "int" or "float" or "abs" or "round" or "bool":
                return TemplateValue.Number;
            case "sum":
                return TemplateValue.Join(TemplateValue.Number, Pick(input, null).Widen());
            case "tojson" or "to_json" or "pprint" or "urlize" or "xmlattr" or "filesizeformat":
                return TemplateValue.Data;
            default:
                return Other(input, arguments);
        }
    }

    /// <summary>The value of a method of text, list or dictionary.</summary>
    internal static TemplateValue Method(string name, TemplateValue owner, IReadOnlyList<TemplateValue> arguments)
    {
        switch (name)
        {
            case "lower": return owner.Change(t => t.ToLowerInvariant());
            case "upper": return owner.Change(t => t.ToUpperInvariant());
            case "casefold": return owner.Change(t => t.ToLowerInvariant());
            case "swapcase": return owner.Change(SwapCase);
            case "capitalize": return owner.Change(Capitalize);
            case "trim" or "strip" when arguments.Count == 0: return owner.Change(t => t.Trim());
            case "lstrip" when arguments.Count == 0: return owner.Change(t => t.TrimStart());
            case "rstrip" when arguments.Count == 0: return owner.Change(t => t.TrimEnd());
            case "reverse": return owner.Change(t => new string([.. t.Reverse()]));
            case "replace" when arguments is [{ Texts: [{ Length: > 0 } from], Traits: TemplateTraits.None }, { Texts: [var to], Traits: TemplateTraits.None }, ..]:
                return owner.Has(TemplateTraits.Data) && CanName(to) ? Other(owner, arguments) : owner.Change(t => Shorten(t.Replace(from, to, StringComparison.Ordinal)));
            case "join": return Join(arguments.Count > 0 ? arguments[0] : TemplateValue.Nothing, owner, hasAttribute: false);
            case "items": return Pairs(owner);
            case "keys": return owner.Element is null ? TemplateValue.Data : owner with { Member = owner.Element };
            case "values": return owner.Member is null ? TemplateValue.Data : TemplateValue.Unordered(owner.Member);
            case "get" or "pop" or "setdefault" or "copy" or "popitem":
                var picked = TemplateValue.Join(owner.Member ?? TemplateValue.Data, TemplateValue.Data);
                return arguments.Skip(1).Aggregate(name == "copy" ? owner : picked, TemplateValue.Join);
            case "split" or "rsplit" or "splitlines" or "partition" or "rpartition":
                return TemplateValue.Unordered(owner.IsAuthored ? owner.Widen() : TemplateValue.Data);
            case "count" or "find" or "rfind" or "index" or "rindex" or "bit_length": return TemplateValue.Number;
            case "replace" or "center" or "ljust" or "rjust" or "format" or "format_map" or "translate" or "zfill" or "strftime": return Other(owner, arguments);
            case var test when test.StartsWith("is", StringComparison.Ordinal) || test is "startswith" or "endswith": return TemplateValue.Number;
            default: return owner.IsAuthored ? TemplateValue.Join(owner.Widen(), owner.Member ?? TemplateValue.Nothing) : TemplateValue.Join(TemplateValue.Data, owner.Member ?? TemplateValue.Nothing);
        }
    }

    /// <summary>One character or member.</summary>
    internal static TemplateValue Pick(TemplateValue owner, long? index)
    {
        var result = owner.Has(TemplateTraits.Data) ? TemplateValue.Data : TemplateValue.Nothing;
        if (owner.Items is { Count: > 0 } items && index is { } place && place >= -items.Count && place < items.Count)
            result = TemplateValue.Join(result, items[(int)(place < 0 ? place + items.Count : place)]);
        else if (owner.Member is not null) result = TemplateValue.Join(result, owner.Member);
        foreach (var text in owner.Texts)
        {
            if (index is not { } at) result = TemplateValue.Join(result, text.Length == 0 ? TemplateValue.Nothing : TemplateValue.Computed);
            else if (at >= -text.Length && at < text.Length) result = TemplateValue.Join(result, TemplateValue.Text(text[(int)(at < 0 ? at + text.Length : at)].ToString()));
        }

        if (owner.Beginnings.Count > 0 || owner.Has(TemplateTraits.Computed)) result = TemplateValue.Join(result, TemplateValue.Computed);
        if (owner.Has(TemplateTraits.Mixed)) result = TemplateValue.Join(result, TemplateValue.Data with { Traits = TemplateTraits.Mixed });
        if (owner.Has(TemplateTraits.Environment)) result = TemplateValue.Join(result, TemplateValue.Environment);
        return ReferenceEquals(result, TemplateValue.Nothing) ? TemplateValue.Data : result;
    }

    /// <summary>A part from one place to another, as Python cuts it.</summary>
    internal static TemplateValue Slice(TemplateValue owner, long? start, long? stop, long? step, bool isKnown)
    {
        if (!isKnown || step == 0) return owner.Element is null ? owner.Widen() : owner with { Items = null };
        var result = owner.Change(t => Cut(t, start, stop, step ?? 1));
        return owner.Items is { } items ? result with { Items = [.. Places(items.Count, start, stop, step ?? 1).Select(i => items[i])] } : result;
    }

    internal static TemplateValue Repeat(TemplateValue text, TemplateValue times)
    {
        if (text.Texts.Count == 0 && times.Texts.Count > 0) (text, times) = (times, text);
        if (text.Texts.Count == 0) return text.IsAuthored ? text.Widen() : TemplateValue.Join(text, TemplateValue.Number);
        return times.Integer is { } count and >= 0 && text.Texts.All(t => t.Length * count <= LongestRepetition)
            ? text.Change(t => string.Concat(Enumerable.Repeat(t, (int)count)))
            : text.Widen();
    }

    /// <summary>What a loop goes through, one by one.</summary>
    internal static TemplateValue Each(TemplateValue source)
    {
        var result = source.Element ?? TemplateValue.Nothing;
        foreach (var text in source.Texts) result = text.Distinct().Aggregate(result, (r, c) => TemplateValue.Join(r, TemplateValue.Text(c.ToString())));
        var rest = source with { Element = null, Member = null, Items = null, Texts = [] };
        return rest.Traits == TemplateTraits.None && rest.Beginnings.Count == 0 ? result : TemplateValue.Join(result, Pick(rest, null));
    }

    private static TemplateValue Pairs(TemplateValue mapping) => mapping.Element is null
        ? TemplateValue.Data
        : TemplateValue.Unordered(TemplateValue.Sequence([mapping.Element, mapping.Member ?? TemplateValue.Data]));

    private static TemplateValue Join(TemplateValue list, TemplateValue separator, bool hasAttribute)
    {
        if (list.Items is { } items && !hasAttribute)
        {
            var joined = TemplateValue.Text(string.Empty);
            for (var i = 0; i < items.Count; i++)
            {
                if (i > 0) joined = TemplateValue.Concatenate(joined, separator);
                joined = TemplateValue.Concatenate(joined, items[i]);
            }

            return joined;
        }

        var part = list.Element ?? list;
        if (part.IsAuthored) return TemplateValue.Computed;
        return separator.IsAuthored && !separator.Texts.All(t => !CanName(t)) ? new TemplateValue { Traits = TemplateTraits.Mixed } : TemplateValue.Data;
    }

    /// <summary>An operation that is not followed: data stays data, what the author brings in makes it the author's.</summary>
    private static TemplateValue Other(TemplateValue owner, IReadOnlyList<TemplateValue> arguments)
    {
        if (owner.IsAuthored || owner.Element is { IsAuthored: true }) return TemplateValue.Computed;
        if (arguments.Any(a => a.Texts.Any(CanName) || a.Beginnings.Count > 0 || a.Has(TemplateTraits.Computed | TemplateTraits.Mixed)))
            return new TemplateValue { Traits = TemplateTraits.Mixed };
        return owner.Element is null ? owner : TemplateValue.Data;
    }

    /// <summary>Whether a text could be a part of a name; slashes and blanks brought into data name nothing.</summary>
    private static bool CanName(string text) => text.Any(c => char.IsLetterOrDigit(c) || c == '_');

    private static string Shorten(string text) => text.Length > LongestRepetition ? text[..LongestRepetition] : text;

    private static string Cut(string text, long? start, long? stop, long step) => string.Concat(Places(text.Length, start, stop, step).Select(i => text[i]));

    private static IEnumerable<int> Places(int length, long? start, long? stop, long step)
    {
        if (step > 0)
        {
            for (var i = Bound(start ?? 0, 0, length); i < Bound(stop ?? length, 0, length); i += step) yield return (int)i;
        }
        else
        {
            for (var i = start is { } s ? Bound(s, -1, length - 1) : length - 1; i > (stop is { } e ? Bound(e, -1, length - 1) : -1); i += step) yield return (int)i;
        }

        long Bound(long place, long lowest, long highest) => Math.Clamp(place < 0 ? Math.Max(place, -length - 1) + length : place, lowest, highest);
    }

    private static string SwapCase(string text) => string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));

    private static string Capitalize(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();
}
