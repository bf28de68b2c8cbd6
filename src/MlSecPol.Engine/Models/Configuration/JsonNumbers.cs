namespace MlSecPol.Engine.Models.Configuration;

/// <summary>
/// Python writes and reads <c>NaN</c> and <c>Infinity</c> as JSON, and configurations of models have them. They are overwritten, in place and outside of
/// strings, by numbers of the same length that every reader takes; a word that is cut by the end of a buffer is continued in the next.
/// </summary>
internal sealed class JsonNumbers
{
    private static ReadOnlySpan<byte> Infinity => "Infinity"u8;

    private static ReadOnlySpan<byte> Large => "1e000000"u8;

    private static ReadOnlySpan<byte> NotANumber => "NaN"u8;

    private static ReadOnlySpan<byte> Zero => "0e0"u8;

    private bool _isText;
    private bool _isEscaped;
    private bool _isInfinity;
    private int _matched;

    internal void Normalise(Span<byte> json)
    {
        for (var i = 0; i < json.Length; i++)
        {
            var b = json[i];
            if (_isText)
            {
                if (_isEscaped) _isEscaped = false;
                else if (b == (byte)'\\') _isEscaped = true;
                else if (b == (byte)'"') _isText = false;
                continue;
            }

            var word = _isInfinity ? Infinity : NotANumber;
            if (_matched > 0 && _matched < word.Length && b == word[_matched])
            {
                json[i] = (_isInfinity ? Large : Zero)[_matched++];
                continue;
            }

            _matched = 0;
            _isText = b == (byte)'"';
            if (b is (byte)'I' or (byte)'N')
            {
                _isInfinity = b == (byte)'I';
                _matched = 1;
                json[i] = (_isInfinity ? Large : Zero)[0];
            }
        }
    }
}
