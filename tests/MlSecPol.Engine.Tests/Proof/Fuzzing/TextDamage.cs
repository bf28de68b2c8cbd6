using System.Text;

namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>Takes tokens out of a text, doubles, swaps or replaces them, and nests brackets deeper than anybody would.</summary>
internal static class TextDamage
{
    private const int Deepest = 6_000;
    private static readonly string[] Openers = ["[", "{\"a\":", "(", "{{", "{%if a%}", "<a>", "- ", "? ", "&a [*a,", "!!x ", "\"", "'''", "a.", "not ", "-", "f\"{", "{\"a\":[", "layer {", "lambda:", "\\\n", "#"];

    public static byte[] OrFields(Random random, byte[] content, byte[] other) =>
        content is [(byte)'{' or (byte)'t' or (byte)'[', ..] && random.Next(5) != 0 && Array.IndexOf(content, (byte)0) < 0 ? Apply(random, content, other) : FieldDamage.Apply(random, content, other);

    public static byte[] Apply(Random random, byte[] content, byte[] other)
    {
        var tokens = Tokens(content);
        if (tokens.Count < 2) return new Mutator(random.Next()).Mutate(content, other);
        var (from, to) = (random.Next(tokens.Count), random.Next(tokens.Count));
        switch (random.Next(8))
        {
            case 0: tokens.RemoveRange(from, Math.Min(random.Next(1, 6), tokens.Count - from)); break;
            case 1: tokens.Insert(to, tokens[from]); break;
            case 2: (tokens[from], tokens[to]) = (tokens[to], tokens[from]); break;
            case 3: tokens.Insert(from, Repeated(random, Openers[random.Next(Openers.Length)])); break;
            case 4: tokens.InsertRange(from, Enumerable.Repeat(tokens.GetRange(Math.Min(from, to), Math.Min(Math.Abs(from - to) + 1, 40)), random.Next(2, 60)).SelectMany(t => t).Take(20_000)); break;
            case 5: tokens[from] = Number(random); break;
            case 6 when Tokens(other) is { Count: > 0 } foreign: tokens.Insert(from, foreign[random.Next(foreign.Count)]); break;
            default: tokens[from] = [.. tokens[from], .. new byte[] { (byte)random.Next(256), 0, 0xFF, (byte)'\\' }[..random.Next(5)]]; break;
        }

        return [.. tokens.SelectMany(t => t)];
    }

    private static byte[] Repeated(Random random, string opener) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opener, 1 << random.Next(1, 12)).Take(Deepest)));

    private static byte[] Number(Random random) => Encoding.ASCII.GetBytes(random.Next(7) switch
    {
        0 => "-1",
        1 => "18446744073709551616",
        2 => "1e999",
        3 => "9223372036854775807",
        4 => new string('9', random.Next(20, 5_000)),
        5 => "0x" + new string('f', 17),
        _ => "0",
    });

    private static List<byte[]> Tokens(ReadOnlySpan<byte> content)
    {
        var tokens = new List<byte[]>();
        for (var at = 0; at < content.Length;)
        {
            var end = at + 1;
            if (IsWord(content[at])) while (end < content.Length && IsWord(content[end])) end++;
            tokens.Add(content[at..end].ToArray());
            at = end;
        }

        return tokens;
    }

    private static bool IsWord(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or >= 0x80;
}
