namespace MlSecPol.Engine.Models.Templates;

/// <summary>All values that an expression may have, as far as they matter for naming an attribute: known texts, known beginnings, traits, members.</summary>
internal sealed record TemplateValue
{
    private const int MostTexts = 16;
    private const int LongestText = 128;
    private const int MostItems = 64;
    private const int DeepestContainer = 8;

    internal static TemplateValue Nothing { get; } = new();

    internal static TemplateValue Data { get; } = new() { Traits = TemplateTraits.Data };

    internal static TemplateValue Number { get; } = new() { Traits = TemplateTraits.Number };

    internal static TemplateValue Computed { get; } = new() { Traits = TemplateTraits.Computed };

    internal static TemplateValue Environment { get; } = new() { Traits = TemplateTraits.Environment };

    internal TemplateTraits Traits { get; init; }

    /// <summary>Texts that the value may be.</summary>
    internal IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Beginnings of texts whose rest is not known.</summary>
    internal IReadOnlyList<string> Beginnings { get; init; } = [];

    /// <summary>The number, where it is known.</summary>
    internal long? Integer { get; init; }

    /// <summary>How many things a loop goes through, where the template itself says it.</summary>
    internal long? Count { get; init; }

    /// <summary>What a loop goes through, in order; null where the order or the members are not known.</summary>
    internal IReadOnlyList<TemplateValue>? Items { get; init; }

    /// <summary>Any one that a loop goes through; null for what is no container made by the template.</summary>
    internal TemplateValue? Element { get; init; }

    /// <summary>Any one that a subscript gives.</summary>
    internal TemplateValue? Member { get; init; }

    /// <summary>Whether the author of the template decides its characters, at least in part.</summary>
    internal bool IsAuthored => Texts.Count > 0 || Beginnings.Count > 0 || (Traits & (TemplateTraits.Computed | TemplateTraits.Mixed | TemplateTraits.Environment)) != 0;

    internal bool Has(TemplateTraits trait) => (Traits & trait) != 0;

    internal static TemplateValue Text(string text) => text.Length > LongestText ? Starting(text) : new TemplateValue { Texts = [text] };

    internal static TemplateValue OfInteger(long? number) => number is null ? Number : Number with { Integer = number };

    /// <summary>A list or tuple.</summary>
    internal static TemplateValue Sequence(IReadOnlyList<TemplateValue> items)
    {
        var element = items.Aggregate(Nothing, Join);
        if (element.Depth() >= DeepestContainer) element = Flatten(element);
        return new TemplateValue { Items = items.Count <= MostItems ? items : null, Element = element, Member = element };
    }

    /// <summary>A dictionary: loops go through its keys.</summary>
    internal static TemplateValue Mapping(IReadOnlyList<TemplateValue> keys, TemplateValue values) => Sequence(keys) with { Member = values.Depth() >= DeepestContainer ? Flatten(values) : values };

    /// <summary>A container of which only its members are known, not their order.</summary>
    internal static TemplateValue Unordered(TemplateValue element) => Sequence([element]) with { Items = null };

    internal static TemplateValue Join(TemplateValue a, TemplateValue b)
    {
        if (ReferenceEquals(a, b) || ReferenceEquals(b, Nothing)) return a;
        if (ReferenceEquals(a, Nothing)) return b;
        var traits = a.Traits | b.Traits;
        var texts = Union(a.Texts, b.Texts);
        var beginnings = Union(a.Beginnings, b.Beginnings);
        if (texts.Count > MostTexts || beginnings.Count > MostTexts)
        {
            texts = [];
            beginnings = [];
            traits |= TemplateTraits.Computed;
        }

        return new TemplateValue
        {
            Traits = traits,
            Texts = texts,
            Beginnings = beginnings,
            Integer = a.Integer == b.Integer ? a.Integer : null,
            Items = ReferenceEquals(a.Items, b.Items) ? a.Items : null,
            Element = Both(a.Element, b.Element),
            Member = Both(a.Member, b.Member),
        };
    }

    /// <summary>The text that one value followed by the other makes.</summary>
    internal static TemplateValue Concatenate(TemplateValue left, TemplateValue right)
    {
        var result = Nothing;
        if (left.Texts.Count * right.Texts.Count > MostTexts) return Computed;
        foreach (var start in left.Shapes())
        {
            foreach (var end in right.Shapes()) result = Join(result, Concatenate(start.Text, start.Kind, end.Text, end.Kind));
        }

        return result;
    }

    /// <summary>The same with every known text changed, and what is not known widened.</summary>
    internal TemplateValue Change(Func<string, string> change) => this with
    {
        Texts = [.. Texts.Select(change)],
        Beginnings = [],
        Traits = Beginnings.Count > 0 ? Traits | TemplateTraits.Computed : Traits,
        Items = null,
        Integer = null,
    };

    /// <summary>Texts that the author could make of it by an operation that is not followed.</summary>
    internal TemplateValue Widen() => IsAuthored ? Computed with { Traits = TemplateTraits.Computed | (Traits & TemplateTraits.Data) } : this;

    internal bool SameAs(TemplateValue other) =>
        Traits == other.Traits && Texts.Count == other.Texts.Count && Beginnings.Count == other.Beginnings.Count && Integer == other.Integer
        && (Items is null) == (other.Items is null) && Same(Element, other.Element) && Same(Member, other.Member);

    private static bool Same(TemplateValue? a, TemplateValue? b) => ReferenceEquals(a, b) || (a is not null && b is not null && a.SameAs(b));

    private static TemplateValue? Both(TemplateValue? a, TemplateValue? b) => a is null ? b : b is null ? a : Join(a, b);

    private static IReadOnlyList<string> Union(IReadOnlyList<string> a, IReadOnlyList<string> b) =>
        a.Count == 0 ? b : b.Count == 0 ? a : [.. a.Union(b, StringComparer.Ordinal)];

    private static TemplateValue Starting(string beginning) => new() { Beginnings = [beginning.Length > LongestText ? beginning[..LongestText] : beginning] };

    /// <summary>What is inside a container that stands too deep, without its structure.</summary>
    private static TemplateValue Flatten(TemplateValue value) => new() { Traits = value.Traits | TemplateTraits.Computed };

    private int Depth() => 1 + Math.Max(Element is null ? 0 : Element.Depth(), Member is null || ReferenceEquals(Member, Element) ? 0 : Member.Depth());

    /// <summary>The ways in which the value can stand in a text.</summary>
    private IEnumerable<(string Text, TemplateTraits? Kind)> Shapes()
    {
        foreach (var text in Texts) yield return (text, null);
        foreach (var beginning in Beginnings) yield return (beginning, TemplateTraits.None);
        if (Integer is { } number) yield return (number.ToString(System.Globalization.CultureInfo.InvariantCulture), null);
        else if (Has(TemplateTraits.Number)) yield return ("0", TemplateTraits.None);
        if (Has(TemplateTraits.Data)) yield return (string.Empty, TemplateTraits.Data);
        if (Has(TemplateTraits.Mixed)) yield return (string.Empty, TemplateTraits.Mixed);
        if (Has(TemplateTraits.Computed | TemplateTraits.Environment)) yield return (string.Empty, TemplateTraits.Computed);
        if (Element is not null || Has(TemplateTraits.Namespace)) yield return ("[", TemplateTraits.None);
    }

    // A kind of null is a whole text, none a text whose beginning alone is known.
    private static TemplateValue Concatenate(string start, TemplateTraits? startKind, string end, TemplateTraits? endKind)
    {
        if (startKind is null)
        {
            if (endKind is null) return Text(start + end);
            if (start.Length > 0 || endKind == TemplateTraits.None) return Starting(start + end);
            return new TemplateValue { Traits = endKind.Value };
        }

        if (startKind == TemplateTraits.None) return Starting(start);
        if (endKind is null && end.Length == 0) return new TemplateValue { Traits = startKind.Value };
        return new TemplateValue { Traits = startKind == TemplateTraits.Data ? TemplateTraits.Mixed : startKind.Value };
    }
}
