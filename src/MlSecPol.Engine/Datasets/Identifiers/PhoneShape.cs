namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Tells by its groups alone whether a number may be a telephone number in a national way of writing.</summary>
internal static class PhoneShape
{
    // ITU E.164 counts up to 15 digits with the country code; national numbers of fewer digits than this are not told from other numbers.
    private const int FewestNationalDigits = 9;

    /// <summary>The way North America groups (3-3-4, perhaps behind a 1), or a leading zero and at least two groups; never a date, a book number or a postal code.</summary>
    internal static bool IsNational(DigitGroups groups, ReadOnlySpan<byte> text)
    {
        var first = text[groups.Start(0)];
        var last = groups.Count - 1;
        if (last is 2 or 3 && (groups.Length(last - 2), groups.Length(last - 1), groups.Length(last)) is (3, 3, 4) && first != (byte)'0')
            return last == 2 ? first >= (byte)'2' : groups.Length(0) == 1 && first == (byte)'1';
        return first == (byte)'0' && groups.Count >= 2 && groups.Digits >= FewestNationalDigits && !IsOtherwiseKnown(groups) && HasPhoneSeparators(groups);
    }

    /// <summary>Whether groups of digits are as long as a national number, and so speak against a column of them when they are none.</summary>
    internal static bool IsCounterEvidence(DigitGroups groups) => groups.Count >= 2 && groups.Digits >= FewestNationalDigits;

    /// <summary>ISBN-10 (single first or last digit), ZIP+4 (5-4), and dates with the year behind (2-2-4).</summary>
    private static bool IsOtherwiseKnown(DigitGroups groups) =>
        groups.Length(0) == 1
        || groups.Length(groups.Count - 1) == 1
        || (groups.Count == 2 && groups.HasShape(0, 5, 4) && groups.SeparatorBefore(1) == (byte)'-')
        || (groups.Count >= 3 && (groups.Length(0), groups.Length(1), groups.Length(2)) is (2, 2, 4));

    /// <summary>A full stop separates pairs only, as in France; a slash stands only behind the area code.</summary>
    private static bool HasPhoneSeparators(DigitGroups groups)
    {
        var isPairs = groups.Count == 5;
        for (var i = 0; i < groups.Count; i++) isPairs &= groups.Length(i) == 2;
        for (var i = 1; i < groups.Count; i++)
        {
            if (groups.SeparatorBefore(i) == (byte)'.' && !isPairs) return false;
            if (groups.SeparatorBefore(i) == (byte)'/' && i > 1) return false;
        }

        return true;
    }
}
