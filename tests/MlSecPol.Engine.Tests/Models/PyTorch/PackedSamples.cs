namespace MlSecPol.Engine.Tests.Models.PyTorch;

/// <summary>
/// Small archives by other packers: 7z by py7zr 0.11, the rest by zstd 1.5.4, lz4 1.9 and xz 5.4. Each holds the pickle of <see cref="Samples.Hostile"/> or <see cref="Samples.Plain"/> beside text.
/// </summary>
internal static class PackedSamples
{
    public static byte[] SevenZipSolid { get; } = Convert.FromBase64String("N3q8ryccAASYIyJ2ugAAAAAAAAAWAAAAAAAAAJ3I5hPgAIsAIV0AQACLJdEA/09qeyf5G1FuFuU/uhJHLRKhTQ/0WXr3emAAAOAAqgCJXQAAgTMHrg/QlzJR/qqJeG7zHlbfNoYihdAeFp9xn3ZDB8VFsX2yEzVD+Nc6mCnbkorx3knUCRn/o2CE+aUuaYy7SXAEBzU/hZFHa4nQODMOmXIkq6COayt/SxHCD59j6shq+KRBFr9+lHB0PV9xYuPvftBNvNiSko45/8wmLe/LRZjY4N/Px5gAAAAXBikBCYCRAAcLAQABISEBGAyAqwAA");

    public static byte[] SevenZipBranches { get; } = Convert.FromBase64String("N3q8ryccAATVwLXT5wAAAAAAAAAVAAAAAAAAAAB8MUDgANcAZl0AdAF8PgAGF3mvaVSl9MflqCRG1mBy06heQFbpEaFqUo0lNESi/Y+Hj2Xrl5D32IGIw/YKyTt/cJyWoSrA67elsFMHUj3U0rI0uSvGC1tVbLUy49wvkSFgV8z8AbNEqlRCf2BjkgAAAOAAggBxXQAAgTMHrg/URMvbtTKj4D4/CkrfutcIBHhkaXV4dHYmbRwRHpTwbz+fsHzy1r9DJcHknmr/l8Mq7ZqlKH+M8KNJVVvlQRC6QYI+DdhCGadQy+MquozKJ5WREEJAjvl42X5hAKFuOojdSvplIcPvAAAAAAAXBm4BCXkABwsBAAEhIQEYDICDAAA=");

    public static byte[] SevenZipClean { get; } = Convert.FromBase64String("N3q8ryccAAQhrlwtowAAAAAAAAAWAAAAAAAAAJskJpngAHsAEF0AQACLJcxA4cKnqLr8FYd4AADgAK4Ag10AAIEzB64Pz4FuW7hP30uCVsIy6PioNdFZxpXElpg6b9/2QtM56OqlJ/T+ZozdyQBuzIkfpnEB/6pkFnH26WtbLJdC+SJwnEj4Vr0pA8kl2hbHESGm8hAL7L8XOkUVrKJoQx+Xfj55X3klqnLX9WzNASIcKvB67+CCiV3w9vuV4AAAAAAAFwYYAQmAiwAHCwEAASEhARgMgK8AAA==");

    public static byte[] SevenZipEncrypted { get; } = Convert.FromBase64String("N3q8ryccAASsTsQQkQAAAAAAAAAUAAAAAAAAANkwoDwCVTjusvrTjXV4G5RLhRBEky+VwuI/9FVlClkKpLwI3QEAbAEEBgABCSAABwsBAAIkBvEHARJTD6KWGX46EmPD4VXknJtkuvohIQEYAQAMFBAACAoBP+jgsQAABQEZBAAAAAARFQBtAG8AZABlAGwALgBwAGsAbAAAABQKAQBgqACVUnvdARUGAQAggKQBAAAAFwYgAQlxAAcLAQABISEBGAxtAAA=");

    public static byte[] SevenZipEncryptedHeader { get; } = Convert.FromBase64String("N3q8ryccAAQUqsddkAAAAAAAAAAoAAAAAAAAAARBNFaiXz308LvREUnztIVVXGk83h4umX4owxtEeiqT4CE/r+e7GcQoj+uxSL3/IohMjE3hm1qBS4xdIi1n9Z5FU93FzQ/FY+GlaATFtZRPtv/lPpepB95gkyVD4/xMMXEQ7DnsrnyL8sefWKyRRe7PAmnf51/9CZwLqXsNee6OTkNVYwSReEJUsjHGihIj96d17bUXBiABCXAABwsBAAEkBvEHARJTD9Ej2gPPiqdjeybAERcU+AAMbQAA");

    /// <summary>The same file packed by each method.</summary>
    public static IReadOnlyDictionary<string, byte[]> SevenZipMethods { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["lzma"] = Convert.FromBase64String("N3q8ryccAATXRWhGfgAAAAAAAAAUAAAAAAAAANFsHXoAQACIA7wwvRg5issdRMpl8WNhoz2///0eEADgAFwAW10AAIEzB64Pz7avWvzZak45HSbOKrztib//TVr2eUfLWLHYQ9SLSBlVL9WRuXmzW6ffungZ2xfcZrw8h1uLDYW8Vwe8u4MIGRH/JHZ1RdHx5kYRJK7wUpoYKaugAAAXBhsBCWMABwsBAAEhIQEYDF0AAA=="),
        ["copy"] = Convert.FromBase64String("N3q8ryccAATdhmgxZwAAAAAAAAAUAAAAAAAAALWKAs+AAmNvcwpnZXRjd2QKKVIu4ABUAE9dAACBMweuD87zckqIn14+hMubJ1GWOgvbx/z35ixAhjZn7UogQvstOh5K/2lItsJC0xDN7hBYAdMTu+UFzUlBJlkNkqK/9aQxBucy6EhgAAAAFwYQAQlXAAcLAQABISEBGAxVAAA="),
        ["bzip2"] = Convert.FromBase64String("N3q8ryccAAQQ2pWmlQAAAAAAAAAUAAAAAAAAAPpTzmNCWmg5MUFZJlNZ8cqklAAAB9PAEBAAIRAADoCMgEAAIAAxAAAKaG0mmeqEVyErLVBo+LuSKcKEh45VJKABAFQBBAYAAQk8CgEedpxNAAcLAQABAwQCAgwQAAgKAT/o4LEAAAUBGQEAERUAbQBvAGQAZQBsAC4AcABrAGwAAAAUCgEAQAIYklJ73QEVBgEAIICkAQAAABcGPAEJWQAHCwEAASEhARgMVQAA"),
        ["deflate"] = Convert.FromBase64String("N3q8ryccAAQE/+SobQAAAAAAAAAUAAAAAAAAANJII49rYErOL+ZKTy1JLk/h0gzSAwDgAFQAU10AAIEzB64PzxbxUQYMcWIVVj3Z/4JyZHlUm3K0EslpZoiuSdvgh3maSu3MH3oZQJFzxGB6dPAbk4MRI6jtW2gsX2jyHzujM5B6D+3R9WvKzowToAAAFwYSAQlbAAcLAQABISEBGAxVAAA="),
        ["zstd"] = Convert.FromBase64String("N3q8ryccAATs6FzYdQAAAAAAAAAUAAAAAAAAAMLN7+AotS/9AFiBAACAAmNvcwpnZXRjd2QKKVIu4ABYAFRdAACBMweuD8+TLqUXPcw2ox9v4ZUIbzQLomzMOUNsFmC3q2vrSkWi6u8VnaSoQqWXpkOG5/k8fhhKZxNWIr8spW27agPjVWsZ9bOw6f7AT4+ZjKyAAAAXBhkBCVwABwsBAAEhIQEYDFkAAA=="),
        ["delta"] = Convert.FromBase64String("N3q8ryccAAR8uXvXbwAAAAAAAAAUAAAAAAAAADMNRYgBAA+AgmEMBJdd/g/vFO2mHyncAOAAWABTXQAAgTMHrg/POnBRAG7uqxPWCqwncUeFEjSnqbOzUlkEap6q1BkND51w8pnIBTxDA1fsmOs9u10hKEsxl8w5LFyAptjlB3vb+ZKhH31PsTm5GrMAAAAXBhQBCVsABwsBAAEhIQEYDFkAAA=="),
    };

    public static byte[] Zstandard { get; } = Convert.FromBase64String("KLUv/SQQgQAAgAJjb3MKZ2V0Y3dkCilSLs6X5xY=");

    public static byte[] Lz4Legacy { get; } = Convert.FromBase64String("AiFMGBIAAADwAYACY29zCmdldGN3ZAopUi4=");

    /// <summary>The same content under each check of xz.</summary>
    public static IReadOnlyDictionary<string, byte[]> Xz { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["sha256"] = Convert.FromBase64String("/Td6WFoAAArh+wyhAgAhARYAAAB0L+WjAQAPgAJjb3MKZ2V0Y3dkCilSLgCr2unV7XT5EM8gSGw4tHsWOhSx0pk8hsztQSOlEYiXaQABQBBK6kjNGJtLmgEAAAAAClla"),
        ["crc32"] = Convert.FromBase64String("/Td6WFoAAAFpIt42AgAhARYAAAB0L+WjAQAPgAJjb3MKZ2V0Y3dkCilSLgA/6OCxAAEkEOlE2cyQQpkNAQAAAAABWVo="),
        ["crc64"] = Convert.FromBase64String("/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAPgAJjb3MKZ2V0Y3dkCilSLgDOKSpz6unudQABKBDlC2xgH7bzfQEAAAAABFla"),
    };
}
