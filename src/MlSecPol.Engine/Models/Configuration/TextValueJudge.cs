using System.Buffers;
using System.Buffers.Text;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Code;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>
/// Judges a text that stands where a configuration or a model keeps data: whether it is itself a program. Text that merely speaks of one is not: code counts
/// where the whole value is code, a command by what it does as a whole, packed content by what it is when it is unpacked.
/// </summary>
internal static class TextValueJudge
{
    /// <summary>The shortest content that is looked for in texts and lists.</summary>
    internal const int ShortestPacked = 24;

    private const int LongestPacked = 64 << 20;
    private const int LongestCode = 1 << 16;
    private const int SniffedLetters = 32;

    private static readonly SearchValues<char> Base64Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=\r\n");
    private static readonly SearchValues<char> HexLetters = SearchValues.Create("0123456789abcdefABCDEF");

    // How a value begins that Python would evaluate or run.
    private static readonly string[] Beginnings =
    [
        "__import__(", "eval(", "exec(", "compile(", "os.system(", "os.popen(", "subprocess.", "import ", "from ", "lambda", "(lambda", "().", "''.", "\"\".", "[].", "{}.", "getattr(", "globals(", "builtins.", "__builtins__", "open(", "setattr(", "type(",
        "(__import__", "[__import__", "print(", "def ", "class ", "try:", "if ", "for ", "while ", "with ", "str.", "object.", "pickle.", "marshal.", "base64.", "importlib.", "socket.", "ctypes.", "shutil.", "exec (", "eval (",
    ];

    /// <summary>What the text does as Python or as a command; null for an ordinary text.</summary>
    internal static (string Subject, string Detail)? Program(string text, CancellationToken token)
    {
        // The lines of a script do not count together: what one reads another need not send.
        foreach (var line in text.EnumerateLines())
        {
            if (CommandJudge.Gain(line.ToString()) is { } gain) return ("command", $"is a command that {gain}");
        }

        return Code(text, token);
    }

    /// <summary>What the text does when it is evaluated as Python; null for an ordinary text.</summary>
    internal static (string Subject, string Detail)? Code(string text, CancellationToken token)
    {
        if (text.Length is < 8 or > LongestCode) return null;
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("${") && start.IndexOf(':') is var colon and > 0) start = start[(colon + 1)..].TrimStart("\"' ");
        var begins = false;
        foreach (var beginning in Beginnings) begins |= start.StartsWith(beginning, StringComparison.Ordinal);
        if (!begins || (start.IndexOf('(') < 0 && start.IndexOf("import") < 0)) return null;
        foreach (var hazard in PythonReader.ReadValue(Encoding.UTF8.GetBytes(start.ToString()), token))
        {
            if (hazard.Effect is HazardEffect.Execute or HazardEffect.ExecuteLater or HazardEffect.Unresolved or HazardEffect.Network or HazardEffect.WriteFile or HazardEffect.ReadFile) return (hazard.Subject, $"is code: {hazard.Detail.TrimEnd('.')}");
        }

        return null;
    }

    /// <summary>The content that a text packs in the letters of base64 or hexadecimal numbers, or that it is; null where it packs nothing that is read.</summary>
    internal static byte[]? Packed(string text)
    {
        if (text.Length < ShortestPacked || text.Length > LongestPacked) return null;
        var letters = text.AsSpan();
        if (letters.StartsWith("data:") && letters.IndexOf("base64,") is var comma and > 0 and < 100) letters = letters[(comma + 7)..];
        letters = letters.Trim();
        if (letters.IndexOfAnyExcept(HexLetters) < 0 && letters.Length % 2 == 0)
        {
            return IsWorthwhile(Convert.FromHexString(letters[..Math.Min(SniffedLetters, letters.Length)])) ? Known(Convert.FromHexString(letters)) : null;
        }

        if (letters.IndexOfAnyExcept(Base64Letters) < 0) return IsWorthwhile(FromBase64(letters[..Math.Min(SniffedLetters, letters.Length / 4 * 4)])) ? Known(FromBase64(letters)) : null;

        // The oldest protocol of pickle is text.
        if (text[0] is not ('c' or '(' or 'i') || !text.TrimEnd().EndsWith('.') || !text.Contains('\n', StringComparison.Ordinal)) return null;
        return Known(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The content where its structure, and not two bytes alone, shows what it is.</summary>
    internal static byte[]? Known(byte[]? bytes) => bytes is not null && FormatDetector.Sniff(bytes.AsSpan(0, Math.Min(bytes.Length, FormatDetector.HeadLength)), bytes.Length) is
        ArtifactFormat.Pickle or ArtifactFormat.TorchLegacy or ArtifactFormat.Zlib or ArtifactFormat.Gzip or ArtifactFormat.Bzip2 or ArtifactFormat.Xz or ArtifactFormat.Zip or ArtifactFormat.Elf
            or ArtifactFormat.PortableExecutable or ArtifactFormat.NumPy or ArtifactFormat.JavaSerialized or ArtifactFormat.JavaClass
        ? bytes
        : null;

    private static byte[]? FromBase64(ReadOnlySpan<char> letters)
    {
        var plain = letters.ToString().Replace('-', '+').Replace('_', '/').Replace("\r", null, StringComparison.Ordinal).Replace("\n", null, StringComparison.Ordinal).TrimEnd('=');
        plain = plain.PadRight((plain.Length + 3) / 4 * 4, '=');
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(plain.Length)];
        return Convert.TryFromBase64String(plain, bytes, out var count) ? bytes[..count] : null;
    }

    /// <summary>Whether the first bytes begin something that runs, or a packing of it.</summary>
    internal static bool IsWorthwhile(byte[]? head) => head is
        [0x80, >= 2 and <= 5, ..] or [0x78, 0x01 or 0x5E or 0x9C or 0xDA, ..] or [0x1F, 0x8B, 8, ..] or [0x42, 0x5A, 0x68, ..] or [0xFD, 0x37, 0x7A, ..] or [0x50, 0x4B, 3, 4, ..]
        or [0x7F, 0x45, 0x4C, 0x46, ..] or [0x4D, 0x5A, ..] or [0x93, 0x4E, 0x55, ..] or [0xAC, 0xED, 0, 5, ..] or [(byte)'c', (>= (byte)'a' and <= (byte)'z') or (byte)'_', (>= (byte)'a' and <= (byte)'z') or (byte)'_', ..] or [0xCA, 0xFE, 0xBA, 0xBE, ..];
}
