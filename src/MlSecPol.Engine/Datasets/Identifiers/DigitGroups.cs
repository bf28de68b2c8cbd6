namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>A run of digit groups held together by single separators, as numbers are written: where the groups lie and what stands between them.</summary>
internal sealed class DigitGroups
{
    /// <summary>Most groups looked at together; the longest number of interest has seven.</summary>
    internal const int Maximum = 16;

    private const int LongestSeparator = 3;

    private readonly int[] _starts = new int[Maximum];
    private readonly int[] _lengths = new int[Maximum];
    private readonly byte[] _separators = new byte[Maximum];

    internal int Count { get; private set; }

    /// <summary>Digits of all groups.</summary>
    internal int Digits { get; private set; }

    /// <summary>Where the last group ends.</summary>
    internal int End { get; private set; }

    internal int Start(int group) => _starts[group];

    internal int Length(int group) => _lengths[group];

    /// <summary>The single character in front of a group; 0 in front of the first one and where there are several.</summary>
    internal byte SeparatorBefore(int group) => group < Count ? _separators[group] : (byte)0;

    internal int EndOf(int group) => _starts[group] + _lengths[group];

    /// <summary>Reads the groups that begin at a digit.</summary>
    internal void Read(ReadOnlySpan<byte> text, int start)
    {
        Count = 0;
        Digits = 0;
        var position = start;
        byte separator = 0;
        while (true)
        {
            var groupStart = position;
            while (position < text.Length && IsDigit(text[position])) position++;
            (_starts[Count], _lengths[Count], _separators[Count]) = (groupStart, position - groupStart, separator);
            Digits += position - groupStart;
            Count++;
            End = position;
            if (Count == Maximum) return;
            while (position < text.Length && position - End < LongestSeparator && IsSeparator(text[position])) position++;
            if (position == End || position >= text.Length || !IsDigit(text[position])) return;
            separator = position - End == 1 ? text[End] : (byte)0;
        }
    }

    /// <summary>Whether groups from <paramref name="first"/> on have these lengths, with the same single separator between them, blank or hyphen.</summary>
    internal bool HasShape(int first, params ReadOnlySpan<int> lengths)
    {
        if (first + lengths.Length > Count) return false;
        var separator = _separators[Math.Min(first + 1, Count - 1)];
        for (var i = 0; i < lengths.Length; i++)
        {
            if (_lengths[first + i] != lengths[i]) return false;
            if (i > 0 && (_separators[first + i] != separator || separator is not ((byte)' ' or (byte)'-'))) return false;
        }

        return true;
    }

    /// <summary>Copies the digits of some groups.</summary>
    /// <returns>The part of <paramref name="target"/> that was filled; empty when it is too short.</returns>
    internal ReadOnlySpan<byte> CopyDigits(ReadOnlySpan<byte> text, int first, int count, Span<byte> target)
    {
        var length = 0;
        for (var i = first; i < first + count; i++)
        {
            var group = text.Slice(_starts[i], _lengths[i]);
            if (!group.TryCopyTo(target[length..])) return [];
            length += group.Length;
        }

        return target[..length];
    }

    private static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    private static bool IsSeparator(byte b) => b is (byte)' ' or (byte)'-' or (byte)'.' or (byte)'/' or (byte)'(' or (byte)')';
}
