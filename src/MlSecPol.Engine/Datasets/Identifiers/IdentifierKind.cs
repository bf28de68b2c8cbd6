namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>A kind of identifier that is found by its form: what it is called, where it is issued, and how often a random text of its form passes its checks.</summary>
public abstract class IdentifierKind
{
    private protected IdentifierKind(string id, string name, string? locale = null) => (Id, Name, Locale) = (id, name, locale);

    /// <summary>The short name in rules and parameters, for example <c>payment-card</c>.</summary>
    public string Id { get; }

    /// <summary>What several of them are called, for example <c>payment card numbers</c>.</summary>
    public string Name { get; }

    /// <summary>The country that issues it, two letters of ISO 3166; null where it is the same everywhere.</summary>
    public string? Locale { get; }

    /// <summary>What it points to.</summary>
    public virtual IdentifierSubject Subject => IdentifierSubject.Person;

    /// <summary>The share of random texts of its form that pass its checks; 1 where the form is all there is.</summary>
    internal virtual double Chance => 1;

    /// <summary>
    /// Words that announce it in the name of a column or in front of it in a text, small letters without blanks: <c>numerofiscal</c> also stands for
    /// <c>numero_fiscal</c>. One behind a tilde means other things, too, and is only a hint.
    /// </summary>
    internal virtual string Words => string.Empty;

    /// <summary>Whether its form is so common that it is only looked for where a word announces it.</summary>
    internal virtual bool NeedsContext => false;

    /// <summary>Whether it is only looked for when somebody asks for it by name.</summary>
    internal virtual bool IsOnRequest => false;

    /// <summary>The confidence that the form alone gives, without a word that announces it, when nearly every value of the column has it.</summary>
    internal virtual double FormEvidence => 0.3;

    /// <summary>The place among all kinds.</summary>
    internal int Index { get; private set; } = -1;

    /// <inheritdoc/>
    public override string ToString() => Id;

    /// <summary>Takes its place among all kinds, once.</summary>
    internal void Place(int index) => Index = Index < 0 ? index : throw new InvalidOperationException($"{Id} has a place.");
}
