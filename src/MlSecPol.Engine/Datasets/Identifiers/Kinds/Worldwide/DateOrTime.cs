using MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

namespace MlSecPol.Engine.Datasets.Identifiers.Kinds.Worldwide;

/// <summary>A date, perhaps with the hour, that the calendar has.</summary>
internal sealed class DateOrTime() : TokenKind("date-time", "dates and times", null, Written, "date datum fecha ~data дата", chance: 0.019)
{
    /// <summary>The ways to write a date: year, month and day in the orders of the world, and a month by its English name.</summary>
    internal const string Written =
        "9999-99-99|9999/99/99|9999.99.99|99/99/9999|99.99.9999|99-99-9999|9/9/9999|99/9/9999|9/99/9999|9.9.9999|99.9.9999|9.99.9999|99/99/99|99.99.99|99-99-99|9999-99-99A99|99999999|"
        + "99-AAA-9999|99 AAA 9999|9 AAA 9999|99-AAA-99|AAA 99 9999";

    public override IdentifierSubject Subject => IdentifierSubject.Group;

    internal override bool IsOnRequest => true;

    internal override double FormEvidence => 0.95;

    internal override bool IsValid(ReadOnlySpan<byte> compact) => IsDate(compact);

    /// <summary>Whether letters and digits of one of the ways to write it are a date.</summary>
    internal static bool IsDate(ReadOnlySpan<byte> compact)
    {
        var letter = compact.IndexOfAnyInRange((byte)'A', (byte)'Z');
        if (letter is >= 0 and < 3) return "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"u8.IndexOf(compact.Slice(letter, 3)) % 3 == 0;
        // Ten are a date and an hour, without the T between.
        return compact.Length switch
        {
            >= 8 => IsWholeYear(compact),
            7 => IsAnyOrder(Digits.Number(compact, 0, 1), Digits.Number(compact, 1, 2), Digits.Number(compact, 3, 4)) || IsAnyOrder(Digits.Number(compact, 0, 2), Digits.Number(compact, 2, 1), Digits.Number(compact, 3, 4)),
            _ => CalendarDate.Exists(Digits.Number(compact, 0, 2), Digits.Number(compact, 2, 2), Digits.Number(compact, 4, 2))
                || IsAnyOrder(Digits.Number(compact, 0, 2), Digits.Number(compact, 2, 2), Digits.Number(compact, 4, 2))
                || IsAnyOrder(Digits.Number(compact, 0, 1), Digits.Number(compact, 1, 1), Digits.Number(compact, 2, 4)),
        };
    }

    private static bool IsWholeYear(ReadOnlySpan<byte> compact) =>
        (Digits.Number(compact, 0, 4) is >= 1000 and <= 2999 && CalendarDate.Exists(Digits.Number(compact, 0, 4), Digits.Number(compact, 4, 2), Digits.Number(compact, 6, 2)))
        || (Digits.Number(compact, 4, 4) is >= 1000 and <= 2999 && IsAnyOrder(Digits.Number(compact, 0, 2), Digits.Number(compact, 2, 2), Digits.Number(compact, 4, 4)));

    private static bool IsAnyOrder(int first, int second, int year) => CalendarDate.Exists(year, first, second) || CalendarDate.Exists(year, second, first);
}
