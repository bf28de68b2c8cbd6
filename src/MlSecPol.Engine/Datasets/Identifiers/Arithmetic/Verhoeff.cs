namespace MlSecPol.Engine.Datasets.Identifiers.Arithmetic;

/// <summary>The check digit of J. Verhoeff (1969) over the dihedral group of order ten.</summary>
internal static class Verhoeff
{
    /// <summary>Whether the last digit is right.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> digits)
    {
        ReadOnlySpan<byte> permutation =
        [
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 5, 7, 6, 2, 8, 3, 0, 9, 4, 5, 8, 0, 3, 7, 9, 6, 1, 4, 2, 8, 9, 1, 6, 0, 4, 3, 5, 2, 7,
            9, 4, 5, 3, 1, 2, 6, 8, 7, 0, 4, 2, 8, 6, 5, 7, 3, 9, 0, 1, 2, 7, 9, 3, 8, 0, 6, 4, 1, 5, 7, 0, 4, 6, 9, 1, 3, 2, 5, 8,
        ];
        // The group of the symmetries of a pentagon: 0 to 4 turn, 5 to 9 mirror.
        ReadOnlySpan<byte> products =
        [
            0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 0, 6, 7, 8, 9, 5,
            2, 3, 4, 0, 1, 7, 8, 9, 5, 6, 3, 4, 0, 1, 2, 8, 9, 5, 6, 7,
            4, 0, 1, 2, 3, 9, 5, 6, 7, 8, 5, 9, 8, 7, 6, 0, 4, 3, 2, 1,
            6, 5, 9, 8, 7, 1, 0, 4, 3, 2, 7, 6, 5, 9, 8, 2, 1, 0, 4, 3,
            8, 7, 6, 5, 9, 3, 2, 1, 0, 4, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0,
        ];
        var check = 0;
        for (var i = 0; i < digits.Length; i++) check = products[(check * 10) + permutation[((i & 7) * 10) + digits[digits.Length - 1 - i] - '0']];
        return check == 0;
    }
}
