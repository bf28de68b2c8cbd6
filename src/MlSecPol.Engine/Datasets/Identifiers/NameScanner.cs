using System.Text;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Looks for names of persons and postal addresses in cells of columns whose names let them be expected.</summary>
internal sealed class NameScanner
{
    private const int LongestBytes = 160;
    private const int LongestName = 64;
    private const int MostWords = 6;

    private readonly char[] _text = new char[LongestBytes];

    internal void Scan(ReadOnlySpan<byte> cell, ColumnIdentifiers column, long row, long? offset)
    {
        if (cell.Length is < 2 or > LongestBytes || !Encoding.UTF8.TryGetChars(cell, _text, out var length)) return;
        var text = _text.AsSpan(0, length);
        if (column.Announced.Has(IdentifierKinds.PersonName) && length <= LongestName && text.IndexOfAnyInRange('0', '9') < 0)
            column.Add(IdentifierKinds.PersonName, cell, Sightings.Of(HasName(text), isWhole: true, isGrouped: false), row, offset);
        if (column.Announced.Has(IdentifierKinds.PostalAddress))
            column.Add(IdentifierKinds.PostalAddress, cell, Sightings.Of(HasStreet(text), isWhole: true, isGrouped: text.IndexOfAnyInRange('0', '9') >= 0), row, offset);
    }

    private static bool HasName(ReadOnlySpan<char> text)
    {
        var (words, isName) = (0, false);
        foreach (var range in text.SplitAny(" ,.-"))
        {
            var word = text[range];
            if (word.IsEmpty) continue;
            // A sentence is no name, whoever is mentioned in it.
            if (++words > MostWords) return false;
            isName |= CommonNames.IsName(word);
        }

        return isName;
    }

    private static bool HasStreet(ReadOnlySpan<char> text)
    {
        foreach (var range in text.SplitAny(" ,.0123456789"))
        {
            var word = text[range];
            if (!word.IsEmpty && CommonNames.IsStreet(word)) return true;
        }

        return false;
    }
}
