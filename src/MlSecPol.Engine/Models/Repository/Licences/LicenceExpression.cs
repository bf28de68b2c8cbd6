namespace MlSecPol.Engine.Models.Repository.Licences;

/// <summary>Decides an SPDX licence expression (specification 2.3, annex D) against a list of allowed licences.</summary>
internal sealed class LicenceExpression
{
    private const int MostWords = 200;

    private readonly string[] _words;
    private readonly Func<string, bool> _isAllowed;
    private int _at;

    private LicenceExpression(string[] words, Func<string, bool> isAllowed)
    {
        _words = words;
        _isAllowed = isAllowed;
    }

    /// <summary>Whether the licence can be used under the list: every part joined by AND, one of those joined by OR; an exception given by WITH only grants more.</summary>
    internal static bool IsAllowed(string expression, IReadOnlyCollection<string> allowed)
    {
        var words = expression.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (allowed.Contains(expression.Trim(), StringComparer.OrdinalIgnoreCase)) return true;
        if (words.Length is 0 or > MostWords) return false;
        var reader = new LicenceExpression(words, w => allowed.Contains(w, StringComparer.OrdinalIgnoreCase) || (w.EndsWith('+') && allowed.Contains(w[..^1], StringComparer.OrdinalIgnoreCase)));
        return reader.Any() && reader._at == words.Length;
    }

    private bool Any()
    {
        var result = All();
        while (Takes("OR")) result |= All();
        return result;
    }

    private bool All()
    {
        var result = One();
        while (Takes("AND")) result &= One();
        return result;
    }

    private bool One()
    {
        if (_at >= _words.Length) return false;
        if (Takes("("))
        {
            var inner = Any();
            return Takes(")") && inner;
        }

        var result = _isAllowed(_words[_at++]);
        if (Takes("WITH")) _at++;
        return result;
    }

    private bool Takes(string word)
    {
        if (_at >= _words.Length || !_words[_at].Equals(word, StringComparison.OrdinalIgnoreCase)) return false;
        _at++;
        return true;
    }
}
