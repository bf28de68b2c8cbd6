using System.Runtime.CompilerServices;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Finds the kinds that begin with a digit: cards, bank accounts, addresses of version 4, social security and telephone numbers.</summary>
internal sealed class NumberScanner(DatasetSettings settings)
{
    /// <summary>Shortest text that can hold one of these kinds: a telephone number, or four numbers and three dots.</summary>
    internal const int ShortestText = 7;

    private const int FewestDigits = 4;
    private const int FewestPhoneDigits = 7;
    private const int MostPhoneDigits = 15;
    private const int ShortestCard = 13;
    private const int LongestCard = 19;
    private const int SocialSecurityDigits = 9;

    private readonly DigitGroups _groups = new();
    private readonly PhoneVerifier _phones = new(settings.PhoneRegions);

    /// <summary>Looks at the digits from <paramref name="start"/> on.</summary>
    /// <returns>Where the search goes on.</returns>
    [SkipLocalsInit]
    internal int Scan(ReadOnlySpan<byte> text, int start, ColumnIdentifiers column, long row, long? offset)
    {
        if (start >= 2 && IsLetter(text[start - 1]) && IsLetter(text[start - 2]) && ScanIban(text, start - 2, column, row, offset) is var end && end > 0) return end;
        _groups.Read(text, start);
        if (_groups.Digits < FewestDigits || IsWord(text, start - 1)) return _groups.End;
        if (_groups.Count == 1 && _groups.Digits < ShortestCard && column.IsUnannounced && !StartsInternational(text, start)) return _groups.End;

        var isTaken = false;
        var mayBeTaken = _groups.Digits >= SocialSecurityDigits || _groups.Count >= 4;
        for (var group = 0; mayBeTaken && group < _groups.Count; group++)
        {
            var taken = _groups.Digits >= ShortestCard ? TakeCard(text, group, column, row, offset) : 0;
            if (taken == 0 && _groups.Count >= 4) taken = TakeVersion4(text, group, column, row, offset);
            if (taken == 0 && _groups.Digits >= SocialSecurityDigits) taken = TakeSocialSecurity(text, group, column, row, offset);
            if (taken == 0) continue;
            isTaken = true;
            group += taken - 1;
        }

        if (!isTaken) ScanPhone(text, start, column, row, offset);
        return _groups.End;
    }

    /// <returns>The end of a text with the form of an IBAN, valid or not; 0 when it has not that form.</returns>
    private static int ScanIban(ReadOnlySpan<byte> text, int start, ColumnIdentifiers column, long row, long? offset)
    {
        if (start + 3 >= text.Length || !char.IsAsciiDigit((char)text[start + 3]) || IsWord(text, start - 1)) return 0;
        var length = Iban.LengthFor(text[start], text[start + 1]);
        if (length == 0 || start + length > text.Length) return 0;
        Span<byte> compact = stackalloc byte[Iban.MaximumLength];
        var count = 0;
        var blanks = 0;
        var position = start;
        for (; count < length; position++)
        {
            if (position == text.Length) return 0;
            var b = text[position];
            if (char.IsAsciiLetterOrDigit((char)b)) compact[count++] = Iban.Capital(b);
            // Groups of four on paper; a blank or hyphen anywhere else ends it.
            else if (b is (byte)' ' or (byte)'-' && count % 4 == 0 && text[position - 1] != b) blanks++;
            else return 0;
        }

        if (IsWord(text, position)) return 0;
        column.Add(IdentifierKinds.Iban, compact[..length], Sightings.Of(Iban.IsValid(compact[..length]), position - start == text.Length, blanks > 0), row, offset + start);
        return position;
    }

    /// <returns>The groups that form a card number; 0 when the first one begins none.</returns>
    private int TakeCard(ReadOnlySpan<byte> text, int first, ColumnIdentifiers column, long row, long? offset)
    {
        var count = _groups.Length(first) switch
        {
            >= ShortestCard and <= LongestCard => 1,
            4 when _groups.HasShape(first, 4, 4, 4, 4, 3) => 5,
            4 when _groups.HasShape(first, 4, 4, 4, 4) => 4,
            4 when _groups.HasShape(first, 4, 6, 5) || _groups.HasShape(first, 4, 6, 4) => 3,
            _ => 0,
        };
        if (count == 0) return 0;
        var after = first + count;
        var isPart = count == 1
            ? _groups.SeparatorBefore(first) is not (0 or (byte)' ' or (byte)'/') || !(_groups.SeparatorBefore(after) is 0 or (byte)' ' or (byte)'/' || IsZeroFraction(text, after))
            : IsFour(first - 1) || IsFour(after) || _groups.SeparatorBefore(first) == (byte)'-' || _groups.SeparatorBefore(after) == (byte)'-';
        if (isPart || !EndsWord(text, after - 1)) return 0;
        Span<byte> buffer = stackalloc byte[LongestCard];
        var digits = _groups.CopyDigits(text, first, count, buffer);
        if (!CardIssuers.Issues(digits)) return 0;
        Add(IdentifierKinds.PaymentCard, text, first, count, Luhn.IsValid(digits) && digits.IndexOfAnyExcept(digits[0]) >= 0, count > 1, column, row, offset);
        return count;
    }

    private int TakeVersion4(ReadOnlySpan<byte> text, int first, ColumnIdentifiers column, long row, long? offset)
    {
        const int Parts = 4;
        if (first + Parts > _groups.Count || _groups.SeparatorBefore(first) == (byte)'.' || _groups.SeparatorBefore(first + Parts) == (byte)'.') return 0;
        var isValid = true;
        for (var i = first; i < first + Parts; i++)
        {
            if (i > first && _groups.SeparatorBefore(i) != (byte)'.') return 0;
            isValid &= InternetAddress.IsOctet(text.Slice(_groups.Start(i), _groups.Length(i)));
        }

        if (!EndsWord(text, first + Parts - 1) || FollowsVersionWord(text[.._groups.Start(first)])) return Parts;
        // A part beyond 127 is hardly that of a version number.
        var isHigh = false;
        for (var i = first; i < first + Parts; i++)
        {
            var part = text.Slice(_groups.Start(i), _groups.Length(i));
            isHigh |= part.Length == 3 && part.SequenceCompareTo("127"u8) > 0;
        }

        Add(IdentifierKinds.Ipv4, text, first, Parts, isValid, isHigh, column, row, offset);
        return Parts;
    }

    private int TakeSocialSecurity(ReadOnlySpan<byte> text, int first, ColumnIdentifiers column, long row, long? offset)
    {
        var isGrouped = _groups.HasShape(first, 3, 2, 4);
        var count = isGrouped ? 3 : 1;
        if (!isGrouped && (!column.Announced.Has(IdentifierKinds.UsSsn) || _groups.Length(first) != SocialSecurityDigits)) return 0;
        var isPart = _groups.SeparatorBefore(first) is (byte)'-' or (byte)'.' || _groups.SeparatorBefore(first + count) is (byte)'-' or (byte)'.';
        if (isPart || !EndsWord(text, first + count - 1)) return 0;
        Span<byte> buffer = stackalloc byte[SocialSecurityDigits];
        var isValid = SocialSecurityNumber.IsValid(_groups.CopyDigits(text, first, count, buffer));
        Add(IdentifierKinds.UsSsn, text, first, count, isValid, isGrouped, column, row, offset);
        return count;
    }

    private void ScanPhone(ReadOnlySpan<byte> text, int digit, ColumnIdentifiers column, long row, long? offset)
    {
        if (_groups.Digits is < FewestPhoneDigits or > MostPhoneDigits || !(EndsWord(text, _groups.Count - 1) || HasExtension(text))) return;
        // A colon behind the digits makes them a date and time.
        if (_groups.End < text.Length && text[_groups.End] == (byte)':') return;
        var start = digit;
        if (start > 0 && text[start - 1] == (byte)'(') start--;
        var isInternational = start > 0 && text[start - 1] == (byte)'+';
        if (isInternational) start--;
        if (IsWord(text, start - 1)) return;
        var isWhole = start == 0 && _groups.End == text.Length;
        var isKnown = isInternational || (isWhole && column.Announced.Has(IdentifierKinds.Phone));
        var isCandidate = isKnown || PhoneShape.IsNational(_groups, text);
        // Numbers of the same kind that nobody could dial tell that the column holds others by design; those that look national do so by chance.
        if (!isCandidate && !(isWhole && PhoneShape.IsCounterEvidence(_groups))) return;
        if (column.Of(IdentifierKinds.Phone).IsFull)
        {
            column.AddUnverified(IdentifierKinds.Phone);
            return;
        }

        var number = text[start.._groups.End];
        column.Add(IdentifierKinds.Phone, number, Sightings.Of(isCandidate && _phones.IsValid(number, isKnown), isWhole, isInternational || _groups.Count > 1), row, offset + start);
    }

    /// <summary>Whether an extension follows at once, as in 202-456-1111x23.</summary>
    private bool HasExtension(ReadOnlySpan<byte> text) =>
        _groups.Count >= 3 && _groups.End + 1 < text.Length && text[_groups.End] is (byte)'x' or (byte)'X' && char.IsAsciiDigit((char)text[_groups.End + 1]);

    private void Add(IdentifierKind kind, ReadOnlySpan<byte> text, int first, int count, bool isValid, bool isGrouped, ColumnIdentifiers column, long row, long? offset)
    {
        var start = _groups.Start(first);
        var end = _groups.EndOf(first + count - 1);
        column.Add(kind, text[start..end], Sightings.Of(isValid, end - start == text.Length, isGrouped), row, offset + start);
    }

    /// <summary>Whether a number ends in <c>.0</c>: programs that keep numbers as floating point write whole ones so.</summary>
    private bool IsZeroFraction(ReadOnlySpan<byte> text, int group) =>
        group == _groups.Count - 1 && _groups.SeparatorBefore(group) == (byte)'.' && _groups.Length(group) == 1 && text[_groups.Start(group)] == (byte)'0' && EndsWord(text, group);

    private bool IsFour(int group) => group >= 0 && group < _groups.Count && _groups.Length(group) == 4;

    /// <summary>Whether no letter, and no further part of a number, follows a group.</summary>
    private bool EndsWord(ReadOnlySpan<byte> text, int group) => !IsWord(text, _groups.EndOf(group));

    private static bool StartsInternational(ReadOnlySpan<byte> text, int start) => start > 0 && text[start - 1] is (byte)'+' or (byte)'(';

    /// <summary>Whether the words <c>version</c>, <c>release</c>, <c>build</c> or <c>firmware</c> stand right in front of a dotted quad.</summary>
    private static bool FollowsVersionWord(ReadOnlySpan<byte> before)
    {
        var word = before.TrimEnd(" :="u8);
        return EndsWithWord(word, "version"u8) || EndsWithWord(word, "release"u8) || EndsWithWord(word, "build"u8) || EndsWithWord(word, "firmware"u8);
    }

    private static bool EndsWithWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && System.Text.Ascii.EqualsIgnoreCase(text[^word.Length..], word) && !IsWord(text, text.Length - word.Length - 1);

    private static bool IsLetter(byte b) => char.IsAsciiLetter((char)b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWord(ReadOnlySpan<byte> text, int index) =>
        (uint)index < (uint)text.Length && (char.IsAsciiLetterOrDigit((char)text[index]) || text[index] is (byte)'_' or (byte)'@' or >= 0x80);
}
