using System.Collections.Frozen;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Finds the kinds that are written in the way of a token. The cost does not depend on how many kinds there are.</summary>
internal sealed class TokenForms
{
    private static readonly TokenForms Default = new(new IdentifierSettings());

    private readonly TokenGroup?[] _digits = new TokenGroup?[TokenShape.Longest + 1];
    private readonly FrozenDictionary<TokenShape, TokenGroup> _exact;
    private readonly TokenGroup[][] _open = new TokenGroup[TokenShape.Longest + 1][];

    // By length, the places as bits where the first separator may stand; the bit behind the last character for tokens without one.
    private readonly ulong[] _firstSeparators = new ulong[TokenShape.Longest + 1];
    private readonly FrozenDictionary<TokenKind, int> _rivals;

    private TokenForms(IdentifierSettings settings)
    {
        var forms = IdentifierKinds.All.OfType<TokenKind>().Where(k => IsWanted(k, settings))
            .SelectMany(kind => kind.Forms.Distinct(StringComparer.Ordinal), (kind, form) => (Kind: kind, Form: form, TokenShape.OfForm(form).Shape, TokenShape.OfForm(form).Mask)).ToList();
        var groups = forms.GroupBy(f => (f.Shape, f.Mask), f => (f.Kind, f.Form)).Select(g => (
            IsExact: !g.First().Form.Contains('*', StringComparison.Ordinal), g.First().Form,
            Group: new TokenGroup(g.Key.Shape, g.Key.Mask, [.. g.Select(f => f.Kind).Where(k => !k.NeedsContext)], [.. g.Select(f => f.Kind).Where(k => k.NeedsContext)]))).ToList();
        _exact = groups.Where(g => g.IsExact).ToFrozenDictionary(g => g.Group.Shape, g => g.Group);
        for (var length = 0; length <= TokenShape.Longest; length++)
        {
            _digits[length] = groups.Find(g => g.Form.Length == length && g.Form.All(c => c == '9')).Group;
            _open[length] = [.. groups.Where(g => !g.IsExact && g.Form.Length == length).Select(g => g.Group)];
        }

        foreach (var (_, form, _) in groups)
        {
            var separator = form.AsSpan().IndexOfAnyExcept("9A*");
            _firstSeparators[form.Length] |= 1UL << (separator < 0 ? form.Length : separator);
        }

        _rivals = forms.Select(f => f.Kind).Distinct().ToFrozenDictionary(
            kind => kind, kind => groups.Where(g => g.Group.Kinds.Contains(kind)).Select(g => g.Group.Kinds.Count(k => k.Chance < 1)).Append(1).Max());
    }

    /// <summary>The forms of the kinds that the settings ask for.</summary>
    /// <exception cref="UsageException">They name a country that issues none of the kinds, or a kind that does not exist.</exception>
    internal static TokenForms Of(IdentifierSettings settings)
    {
        if (settings.Locales.Count + settings.AdditionalKinds.Count == 0) return Default;
        foreach (var locale in settings.Locales)
        {
            if (IdentifierKinds.All.Any(k => string.Equals(k.Locale, locale, StringComparison.OrdinalIgnoreCase))) continue;
            throw new UsageException("MlSecPol.Settings.WrongValue", $"'{locale}' in 'datasets.identifiers.locales' is no country whose identifiers are known.", "Use two-letter codes of ISO 3166, for example 'GB'.");
        }

        foreach (var id in settings.AdditionalKinds)
        {
            if (IdentifierKinds.Find(id) is not null) continue;
            throw new UsageException("MlSecPol.Settings.WrongValue", $"'{id}' in 'datasets.identifiers.additionalKinds' is no kind of identifier.", "The page of DS4.DirectIdentifiers lists all kinds.");
        }

        return new(settings);
    }

    /// <summary>Whether the settings ask for a kind.</summary>
    internal static bool IsWanted(IdentifierKind kind, IdentifierSettings settings) =>
        settings.AdditionalKinds.Contains(kind.Id, StringComparer.OrdinalIgnoreCase)
        || (!kind.IsOnRequest && (kind.Locale is null || settings.Locales.Count == 0 || settings.Locales.Contains(kind.Locale, StringComparer.OrdinalIgnoreCase)));

    /// <summary>Kinds whose checks a random token of the same form could pass, this one among them: the more there are, the sooner one of them fits by chance.</summary>
    internal static int RivalsOf(TokenKind kind) => Default._rivals.GetValueOrDefault(kind, 1);

    /// <summary>The kinds that are so many digits without anything between.</summary>
    internal TokenGroup? OfDigits(int length) => _digits[length];

    /// <summary>Whether a token of the length may have its first separator at a place; the length itself for tokens without.</summary>
    internal bool MayBe(int length, int firstSeparator) => (_firstSeparators[length] >> firstSeparator & 1) != 0;

    /// <summary>The kinds that are written exactly so.</summary>
    internal TokenGroup? OfShape(TokenShape shape) => _exact.GetValueOrDefault(shape);

    /// <summary>The ways to write of a length with places for both letters and digits.</summary>
    internal ReadOnlySpan<TokenGroup> Open(int length) => _open[length];
}
