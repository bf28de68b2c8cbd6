namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Addresses of network devices in text: six pairs of hexadecimal digits, or three groups of four.</summary>
internal static class HardwareAddress
{
    private const int PairsLength = 17;
    private const int GroupsLength = 14;

    /// <summary>The end of the address that begins at a place; 0 when there is none.</summary>
    internal static int EndAt(ReadOnlySpan<byte> text, int start)
    {
        if (start > 0 && IsPart(text[start - 1])) return 0;
        var rest = text[start..];
        if (rest.Length >= PairsLength && rest[2] is (byte)':' or (byte)'-' && HasForm(rest[..PairsLength], 3, rest[2])) return Bounded(text, start + PairsLength);
        return rest.Length >= GroupsLength && rest[4] == (byte)'.' && HasForm(rest[..GroupsLength], 5, (byte)'.') ? Bounded(text, start + GroupsLength) : 0;
    }

    /// <summary>Whether letters, digits and separators stand as in an address, whatever the letters and digits.</summary>
    internal static bool MayBegin(ReadOnlySpan<byte> text) =>
        (text.Length >= PairsLength && text[2] is (byte)':' or (byte)'-' && text[5] == text[2] && text[14] == text[2]) || (text.Length >= GroupsLength && text[4] == (byte)'.' && text[9] == (byte)'.');

    /// <summary>Whether it is that of a device: neither all zeros nor all ones.</summary>
    internal static bool IsDevice(ReadOnlySpan<byte> address) => address.ContainsAnyExcept("0:-."u8) && address.ContainsAnyExcept("fF:-."u8);

    private static bool HasForm(ReadOnlySpan<byte> text, int step, byte separator)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i % step == step - 1 ? text[i] != separator : !char.IsAsciiHexDigit((char)text[i])) return false;
        }

        return true;
    }

    private static int Bounded(ReadOnlySpan<byte> text, int end) => end < text.Length && IsPart(text[end]) ? 0 : end;

    private static bool IsPart(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)':' or (byte)'-' or (byte)'_' or >= 0x80;
}
