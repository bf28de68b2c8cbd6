using System.Buffers;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Finds the kinds that are one token: a run of letters, digits and separators, or several such runs with blanks between as people group numbers.</summary>
internal sealed class TokenScanner(TokenForms forms)
{
    /// <summary>Shortest token that is looked at.</summary>
    internal const int Shortest = 5;

    private const int LongestRun = 64;
    private const int MostGroups = 8;
    private const int LongestGroupBefore = 4;
    private const byte Blank = 1;

    private static readonly SearchValues<byte> NoLetters = SearchValues.Create(" !\"#$%&'()*+,-./0123456789:;<=>?[]^`{|}~"u8);
    private static readonly SearchValues<byte> Separators = SearchValues.Create(" -./+()"u8);

    /// <summary>Looks at the token around a digit.</summary>
    /// <returns>Where the token ends; its further digits need no look.</returns>
    [SkipLocalsInit]
    internal int Scan(ReadOnlySpan<byte> text, int digit, ColumnIdentifiers column, long row, long? offset)
    {
        var (start, end, run) = RunAround(text, digit);
        if (start < 0) return run;
        // The longest text that has a form counts: of 112-233-445 95 the first eleven characters are another number.
        var (grouped, isValid) = ScanGroups(text, start, end, column, row, offset);
        // Of "ID 10000000146" the whole has the form of another country's number, and only a valid one settles it.
        if (!isValid && end - start is >= Shortest and <= TokenShape.Longest) Match(text, start, end, column, row, offset);
        return Math.Max(grouped, run);
    }

    /// <summary>
    /// Whether a cell of at most <see cref="CellShape.Longest"/> bytes, and with it all of the same shape, can hold a token of any kind: whether any part between two ends of runs
    /// is written like one.
    /// </summary>
    internal bool MayHold(ReadOnlySpan<byte> cell, bool isAnnounced)
    {
        for (var start = 0; start < cell.Length; start++)
        {
            if (TokenShape.ClassOf(cell[start]) < TokenShape.Alphanumeric || (start > 0 && TokenShape.ClassOf(cell[start - 1]) >= TokenShape.Alphanumeric)) continue;
            if (HardwareAddress.MayBegin(cell[start..])) return true;
            for (var end = start + 1; end <= cell.Length && TokenShape.ClassOf(cell[end - 1]) != 0; end++)
            {
                if (TokenShape.ClassOf(cell[end - 1]) < TokenShape.Alphanumeric || (end < cell.Length && TokenShape.ClassOf(cell[end]) >= TokenShape.Alphanumeric)) continue;
                if (end - start >= BitcoinAddress.Shortest || IsWritten(cell[start..end], isAnnounced || cell[..start].ContainsAnyExcept(NoLetters))) return true;
            }
        }

        return false;
    }

    /// <summary>Whether a token is written as some kind is; kinds that need a word count where there may be one.</summary>
    private bool IsWritten(ReadOnlySpan<byte> token, bool mayBeContext)
    {
        var shape = TokenShape.Of(token);
        if (forms.OfShape(shape) is { } exact && (exact.Kinds.Length > 0 || mayBeContext)) return true;
        foreach (var open in forms.Open(token.Length))
        {
            if (shape.And(open.Mask) == open.Shape && (open.Kinds.Length > 0 || mayBeContext)) return true;
        }

        return false;
    }

    /// <summary>
    /// The token around a digit without separators at its ends, and where the run that holds it ends. The start is −1 where the run is part of something longer: a word
    /// with an underline or letters beyond ASCII, an address, a number behind a sign.
    /// </summary>
    private static (int Start, int End, int Run) RunAround(ReadOnlySpan<byte> text, int digit)
    {
        var start = digit;
        while (start > 0 && TokenShape.ClassOf(text[start - 1]) > Blank && digit - start <= TokenShape.Longest) start--;
        var end = digit + 1;
        while (end < text.Length && TokenShape.ClassOf(text[end]) > Blank && end - digit <= LongestRun) end++;
        var run = end;
        if (end - start > TokenShape.Longest + 2 || IsWordByte(text, start - 1) || IsWordByte(text, end)) return (-1, 0, run);
        while (TokenShape.ClassOf(text[start]) < TokenShape.Alphanumeric) start++;
        while (TokenShape.ClassOf(text[end - 1]) < TokenShape.Alphanumeric) end--;
        if (start > 0 && text[start - 1] is (byte)'+' or (byte)'-' or (byte)'.') return (-1, 0, run);
        // Programs that keep numbers as floating point write whole ones so.
        if (end - start > 2 && text[end - 1] == (byte)'0' && text[end - 2] == (byte)'.' && text[start..(end - 2)].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0) end -= 2;
        return (start, end, run);
    }

    /// <summary>Looks at the token together with the groups that follow behind single blanks, and with a short one in front; the longest that has a form counts.</summary>
    private (int End, bool IsValid) ScanGroups(ReadOnlySpan<byte> text, int start, int end, ColumnIdentifiers column, long row, long? offset)
    {
        Span<int> ends = stackalloc int[MostGroups];
        var count = 0;
        var position = end;
        while (count < MostGroups && position + 1 < text.Length && text[position] == (byte)' ' && StartsGroup(text[position + 1]))
        {
            position++;
            while (position < text.Length && TokenShape.ClassOf(text[position]) > Blank && position - start <= TokenShape.Longest) position++;
            if (position - start > TokenShape.Longest) break;
            var trimmed = position;
            while (TokenShape.ClassOf(text[trimmed - 1]) < TokenShape.Alphanumeric) trimmed--;
            if (IsWordByte(text, position)) break;
            ends[count++] = trimmed;
            if (trimmed < position) break;
        }

        var before = GroupBefore(text, start);
        if (count == 0 && before < 0) return default;
        // From two groups in front, as of number plates, to none.
        Span<int> starts = [before < 0 ? -1 : GroupBefore(text, before), before, start];
        foreach (var first in starts)
        {
            if (first < 0) continue;
            for (var i = count - 1; i >= 0; i--)
            {
                if (ends[i] - first <= TokenShape.Longest && Match(text, first, ends[i], column, row, offset) is var (isFound, isValid) && isFound) return (ends[i], isValid);
            }

            if (first < start && end - first <= TokenShape.Longest && Match(text, first, end, column, row, offset) is var (isFoundHere, isValidHere) && isFoundHere) return (end, isValidHere);
        }

        return default;
    }

    /// <summary>Whether letters and digits in front of a blank may be the first group: a few capitals or digits behind a blank or the beginning.</summary>
    private static int GroupBefore(ReadOnlySpan<byte> text, int start)
    {
        if (start < 2 || text[start - 1] != (byte)' ') return -1;
        var position = start - 1;
        while (position > 0 && StartsGroup(text[position - 1]) && start - position <= LongestGroupBefore) position--;
        return position == start - 1 || (position > 0 && (TokenShape.ClassOf(text[position - 1]) > Blank || IsWordByte(text, position - 1))) ? -1 : position;
    }

    private (bool IsFound, bool IsValid) Match(ReadOnlySpan<byte> text, int start, int end, ColumnIdentifiers column, long row, long? offset)
    {
        var token = text[start..end];
        if (token.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0) return forms.OfDigits(token.Length) is { } digits ? Test(digits, text, start, token, token, column, row, offset) : default;
        var separator = token.IndexOfAny(Separators);
        if (!forms.MayBe(token.Length, separator < 0 ? token.Length : separator)) return default;
        Span<byte> buffer = stackalloc byte[TokenShape.Longest];
        var compact = Compact(token, buffer);
        var shape = TokenShape.Of(token);
        var exact = forms.OfShape(shape);
        var (isFound, isValid) = exact is null ? default : Test(exact, text, start, token, compact, column, row, offset);
        foreach (var open in forms.Open(token.Length))
        {
            // A kind with both an exact way to write it and an open one is looked at once.
            if (shape.And(open.Mask) != open.Shape || (exact is not null && open.Kinds.Intersect(exact.Kinds).Any())) continue;
            var (isOpenFound, isOpenValid) = Test(open, text, start, token, compact, column, row, offset);
            (isFound, isValid) = (isFound | isOpenFound, isValid | isOpenValid);
        }

        return (isFound, isValid);
    }

    private static (bool IsFound, bool IsValid) Test(
        TokenGroup group, ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> token, ReadOnlySpan<byte> compact, ColumnIdentifiers column, long row, long? offset)
    {
        var isWhole = token.Length == text.Length;
        var isGrouped = token.Length > compact.Length;
        var isAnyValid = false;
        if (group.Kinds.Length > 0)
        {
            column.AddCandidate(group, XxHash3.HashToUInt64(token));
            var hasRules = !group.HasLetters && compact.Length <= DigitVector.Longest;
            var digits = hasRules ? DigitVector.Of(compact) : default;
            var isLuhn = hasRules && group.HasLuhn && Luhn.IsValid(compact);
            foreach (var (rule, hasLuhn, kind) in group.Ruled)
            {
                if (hasRules && ((rule is not null && !rule.Fits(digits)) || (hasLuhn && !isLuhn))) continue;
                if (!kind.IsValid(compact)) continue;
                isAnyValid = true;
                column.Add(kind, token, Sightings.Of(isValid: true, isWhole, isGrouped, start > 0 && TextContext.Announces(text, start, kind)), row, offset + start);
            }
        }

        var isFound = group.Kinds.Length > 0;
        foreach (var kind in group.Contextual)
        {
            var isInContext = start > 0 && TextContext.Announces(text, start, kind);
            if (!isInContext && !column.Announced.Has(kind)) continue;
            isFound = true;
            var isValid = kind.IsValid(compact);
            isAnyValid |= isValid;
            column.Add(kind, token, Sightings.Of(isValid, isWhole, isGrouped, isInContext), row, offset + start);
        }

        return (isFound, isAnyValid);
    }

    private static ReadOnlySpan<byte> Compact(ReadOnlySpan<byte> token, Span<byte> buffer)
    {
        var length = 0;
        foreach (var b in token)
        {
            var kind = TokenShape.ClassOf(b);
            if (kind >= TokenShape.Alphanumeric) buffer[length++] = kind == TokenShape.Letter ? (byte)(b & 0xDF) : b;
        }

        return buffer[..length];
    }

    private static bool StartsGroup(byte b) => (uint)(b - '0') <= 9 || (uint)(b - 'A') <= 'Z' - 'A';

    /// <summary>Whether a byte belongs to a word that goes on; punctuation does not, nor do characters of Chinese, Japanese and Korean, which stand beside numbers without a blank.</summary>
    private static bool IsWordByte(ReadOnlySpan<byte> text, int index)
    {
        if ((uint)index >= (uint)text.Length) return false;
        var b = text[index];
        if (b < 0x80) return b is (byte)'_' or (byte)'@';
        // The byte is the first of a character behind the token, or the last of one in front of it.
        if (b is >= 0xC0) return !IsApart(b, index + 1 < text.Length ? text[index + 1] : (byte)0);
        return index < 2 || !IsApart(text[index - 2], text[index - 1]);
    }

    /// <summary>Whether a character of three bytes is general punctuation (U+2000 to U+207F), or from U+3000 on.</summary>
    private static bool IsApart(byte first, byte second) => (first == 0xE2 && second is 0x80 or 0x81) || first is (>= 0xE3 and <= 0xED) or 0xEF;
}
