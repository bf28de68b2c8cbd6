using System.Collections.Frozen;
using System.Globalization;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>International bank account numbers: lengths by country from the SWIFT registry of ISO 13616, check digits by ISO 7064 mod 97-10.</summary>
internal static class Iban
{
    internal const int MaximumLength = 34;

    private const string Registry =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 "
        + "GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 "
        + "PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

    private static readonly FrozenDictionary<int, int> Lengths =
        Registry.Split(' ').ToFrozenDictionary(
            entry => Country((byte)entry[0], (byte)entry[1]),
            entry => int.Parse(entry.AsSpan(2), CultureInfo.InvariantCulture));

    /// <summary>The length that the registry gives for a country, in capitals or small letters; 0 for a country without.</summary>
    internal static int LengthFor(byte first, byte second) => Lengths.GetValueOrDefault(Country(Capital(first), Capital(second)));

    /// <summary>A small letter as the capital that the standard wants; other bytes as they are.</summary>
    internal static byte Capital(byte b) => (uint)(b - 'a') <= 'z' - 'a' ? (byte)(b - 0x20) : b;

    /// <summary>Whether a number of the right length, capital letters and digits without blanks, carries the right check digits.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> number)
    {
        var check = ((number[2] - '0') * 10) + (number[3] - '0');
        // 00, 01 and 99 leave the same remainder as 97, 98 and 02, and are never assigned.
        if (check is < 2 or > 98) return false;
        return Remainder(number[..4], Remainder(number[4..], 0)) == 1;
    }

    private static int Remainder(ReadOnlySpan<byte> text, int remainder)
    {
        foreach (var c in text)
            remainder = c <= '9' ? ((remainder * 10) + (c - '0')) % 97 : ((remainder * 100) + (c - 'A' + 10)) % 97;
        return remainder;
    }

    private static int Country(byte first, byte second) => (first << 8) | second;
}
