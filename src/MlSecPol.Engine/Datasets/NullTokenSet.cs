using System.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>The texts that stand for a missing value, ready for comparison with bytes.</summary>
internal sealed class NullTokenSet
{
    private readonly byte[][] _tokens;
    private readonly bool[] _firstBytes = new bool[256];
    private readonly int _longest;

    internal NullTokenSet(IReadOnlyList<string> tokens)
    {
        Names = [.. tokens.Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)];
        _tokens = [.. Names.Select(Encoding.UTF8.GetBytes)];
        foreach (var token in _tokens)
        {
            _firstBytes[token[0]] = true;
            _longest = Math.Max(_longest, token.Length);
        }
    }

    internal IReadOnlyList<string> Names { get; }

    /// <summary>Whether a text of this length with this first byte may be a token; cheap, and mostly the answer is no.</summary>
    internal bool MayBe(byte first, int length) => _firstBytes[first] && length <= _longest;

    /// <summary>Index of the token that the trimmed text is; -1 when it is none.</summary>
    internal int Find(ReadOnlySpan<byte> text)
    {
        if (!MayBe(text[0], text.Length)) return -1;
        for (var i = 0; i < _tokens.Length; i++)
        {
            if (text.SequenceEqual(_tokens[i])) return i;
        }

        return -1;
    }
}
