using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace MlSecPol.Engine.Datasets.Secrets;

/// <summary>
/// Finds text that is meant for a model rather than for a reader: words that set its instructions aside, marks of chat templates, comments that are not shown, the same in base64,
/// and long runs of characters without width. Each place is looked at within a bounded distance.
/// </summary>
internal sealed class InstructionSearch
{
    private const int Before = 96;
    private const int After = 48;
    private const int LongestComment = 2_000;
    private const int LongestEncoded = 4_096;
    private const int ShortestRun = 8;
    private const int ShownLength = 80;

    private static readonly string[] TemplateMarks =
        ["<|im_start|>", "<|im_end|>", "<|system|>", "<|assistant|>", "<|user|>", "<|eot_id|>", "<|start_header_id|>", "<|begin_of_text|>", "<|endofprompt|>", "[INST]", "[/INST]", "<<SYS>>", "<start_of_turn>", "<end_of_turn>"];

    // What is set aside or asked for, in several languages: rarer than the verbs, so it is looked for first.
    private static readonly string[] Objects =
        ["instruction", "guidelines", "system prompt", "prompts above", "prompt above", "directions", "everything above", "instruccion", "consignes", "anweisung", "instruktion", "istruzion", "instructies", "instrukcj", "polecenia",
        ];

    private static readonly string[] WideObjects = ["instruç", "инструкци", "указани", "指令", "指示", "提示", "지시", "명령"];

    private static readonly string[] Roles = ["do anything now", "you are now dan", "developer mode enabled", "enable developer mode", "jailbreak mode"];

    // "ignore", "Ignore", "instructions" at each of the three places in base64.
    private static readonly string[] Encodings = ["aWdub3Jl", "SWdub3Jl", "lnbm9yZ", "pZ25vcm", "JZ25vcm", "aW5zdHJ1Y3Rpb", "luc3RydWN0aW9u", "pbnN0cnVjdGlvb"];

    private static readonly SearchValues<string> Anchors = SearchValues.Create([.. TemplateMarks, .. Objects, .. Roles, "<!--"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> WideAnchors = SearchValues.Create(WideObjects, StringComparison.Ordinal);
    private static readonly SearchValues<string> EncodedAnchors = SearchValues.Create(Encodings, StringComparison.Ordinal);
    private static readonly SearchValues<char> WithoutWidth = SearchValues.Create("\u200B\u200C\u200D\u2060\u2061\u2062\u2063\u2064\uFEFF");

    private static readonly string[] Verbs =
        ["ignore", "disregard", "forget", "override", "bypass", "neglect", "ignora", "ignorar", "ignoren", "olvida", "olvide", "descarta", "ignorez", "oublie", "oubliez", "ignoriere", "ignorieren", "vergiss", "missachte", "ignorate", "dimentica",
         "esqueça", "desconsidere", "negeer", "vergeet", "zignoruj", "ignoruj", "zapomnij", "игнорируй", "игнорируйте", "забудь", "забудьте", "忽略", "无视", "無視", "忘记", "忘れ", "무시", "잊"];

    private static readonly string[] Scopes =
        ["previous", "prior", "above", "preceding", "earlier", "foregoing", "all", "your", "system", "anterior", "previas", "previos", "précédent", "antérieur", "vorherigen", "vorigen", "bisherigen", "obigen", "alle", "precedent", "vorige", "eerdere",
         "voorgaande", "poprzedni", "wcześniejsz", "предыдущ", "прежн", "все", "之前", "以上", "上述", "先前", "前面", "以前", "これまで", "前の", "이전", "위의"];

    private static readonly string[] Disclosures = ["reveal", "print", "show", "output", "repeat", "display", "leak", "tell me"];

    // "do not ignore", "to ignore": about instructions, not one.
    private static readonly string[] Reports = ["not", "n't", "never", "to", "will", "would", "may", "might", "can", "cannot", "they", "who", "people", "often", "could", "should", "must", "did", "he", "she", "we", "i"];

    private int _position;

    /// <summary>Whether a text may hold such words at all.</summary>
    internal static bool MayHold(ReadOnlySpan<char> text, bool isAscii) => text.ContainsAny(Anchors) || text.ContainsAny(EncodedAnchors) || (!isAscii && (text.ContainsAny(WithoutWidth) || text.ContainsAny(WideAnchors)));

    /// <summary>Shows the beginning of what was found.</summary>
    internal static string Show(ReadOnlySpan<char> found)
    {
        var shown = new StringBuilder(ShownLength);
        foreach (var rune in found[..Math.Min(found.Length, ShownLength)].EnumerateRunes())
            shown.Append(Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format ? Rune.ReplacementChar : rune);
        return found.Length > ShownLength ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>Begins with another text.</summary>
    internal void Start(ReadOnlySpan<char> text) => _position = text.IsEmpty ? -1 : 0;

    /// <summary>The next place; false when there is none.</summary>
    internal bool TryNext(ReadOnlySpan<char> text, out SignalKind kind, out int start, out int length)
    {
        while (_position >= 0 && _position < text.Length)
        {
            var rest = text[_position..];
            var at = Nearest(rest.IndexOfAny(Anchors), rest.IndexOfAny(EncodedAnchors), Nearest(rest.IndexOfAny(WideAnchors), rest.IndexOfAny(WithoutWidth)));
            if (at < 0) break;
            var place = _position + at;
            _position = place + 1;
            if (Look(text, place) is not var (found, first, count)) continue;
            (kind, start, length) = (found, first, count);
            _position = Math.Max(_position, first + count);
            return true;
        }

        (kind, start, length) = (SignalKind.Override, 0, 0);
        return false;
    }

    private static int Nearest(int one, int other, int third) => Nearest(Nearest(one, other), third);

    private static int Nearest(int one, int other) => one < 0 ? other : other < 0 ? one : Math.Min(one, other);

    private static (SignalKind Kind, int Start, int Length)? Look(ReadOnlySpan<char> text, int place)
    {
        var rest = text[place..];
        if (WithoutWidth.Contains(rest[0]))
        {
            var end = rest.IndexOfAnyExcept(WithoutWidth);
            var run = end < 0 ? rest.Length : end;
            return run >= ShortestRun ? (SignalKind.Invisible, place, run) : null;
        }

        foreach (var mark in TemplateMarks)
        {
            if (rest.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) return (SignalKind.Template, place, mark.Length);
        }

        foreach (var role in Roles)
        {
            if (rest.StartsWith(role, StringComparison.OrdinalIgnoreCase)) return (SignalKind.Unbound, place, role.Length);
        }

        if (rest.StartsWith("<!--", StringComparison.Ordinal)) return Comment(text, place);
        return rest[..Math.Min(rest.Length, 16)].IndexOfAny(EncodedAnchors) == 0 ? Encoded(text, place) : Phrase(text, place);
    }

    /// <summary>The words around an object: a verb that sets aside, and what tells that earlier instructions are meant; or a verb that asks for the prompt.</summary>
    private static (SignalKind Kind, int Start, int Length)? Phrase(ReadOnlySpan<char> text, int place)
    {
        var from = Math.Max(0, place - Before);
        var to = Math.Min(text.Length, place + After);
        // A sentence ends the search for words that belong together.
        var sentence = text[from..place].LastIndexOfAny(".!?\n。");
        if (sentence >= 0) from += sentence + 1;
        var window = text[from..to];
        var verb = Find(window, Verbs, wholeWord: true);
        if (verb >= 0 && !IsReported(window[..verb]) && Find(window[verb..], Scopes, wholeWord: false) >= 0) return (SignalKind.Override, from + verb, EndOf(text, place) - from - verb);
        if (verb >= 0 && window[verb] > '\u2E80' && Find(window, Scopes, wholeWord: false) >= 0) return (SignalKind.Override, from, to - from);
        // Japanese and Korean put the verb last.
        if (!text[place..].StartsWith("system prompt", StringComparison.OrdinalIgnoreCase)) return null;
        var request = Find(window[..(place - from)], Disclosures, wholeWord: true);
        return request >= 0 && !IsReported(window[..request]) && window[request..(place - from)].Contains("your", StringComparison.OrdinalIgnoreCase) ? (SignalKind.Disclosure, from + request, EndOf(text, place) - from - request) : null;
    }

    private static int EndOf(ReadOnlySpan<char> text, int place)
    {
        var end = place;
        while (end < text.Length && char.IsLetter(text[end])) end++;
        return end;
    }

    private static int Find(ReadOnlySpan<char> window, string[] words, bool wholeWord)
    {
        var first = -1;
        foreach (var word in words)
        {
            for (var at = 0; at < window.Length;)
            {
                var next = window[at..].IndexOf(word, StringComparison.OrdinalIgnoreCase);
                if (next < 0) break;
                at += next;
                var end = at + word.Length;
                var isWord = word[0] > '\u2E80' || ((at == 0 || !char.IsLetter(window[at - 1])) && (!wholeWord || end == window.Length || !char.IsLetter(window[end])));
                if (isWord && (first < 0 || at < first)) first = at;
                at = end;
            }
        }

        return first;
    }

    /// <summary>Whether the word in front makes it a report about instructions.</summary>
    private static bool IsReported(ReadOnlySpan<char> before)
    {
        var trimmed = before.TrimEnd();
        foreach (var word in Reports)
        {
            if (!trimmed.EndsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            var start = trimmed.Length - word.Length;
            if (word[0] == 'n' || start == 0 || !char.IsLetter(trimmed[start - 1])) return true;
        }

        return false;
    }

    private static (SignalKind Kind, int Start, int Length)? Comment(ReadOnlySpan<char> text, int place)
    {
        var rest = text.Slice(place, Math.Min(LongestComment, text.Length - place));
        var end = rest.IndexOf("-->", StringComparison.Ordinal);
        var comment = end < 0 ? rest : rest[..(end + 3)];
        for (var at = 4; at < comment.Length;)
        {
            var next = Nearest(comment[at..].IndexOfAny(Anchors), comment[at..].IndexOfAny(WideAnchors));
            if (next < 0) break;
            at += next;
            if (Phrase(text, place + at) is not null) return (SignalKind.Comment, place, comment.Length);
            at++;
        }

        return null;
    }

    private static (SignalKind Kind, int Start, int Length)? Encoded(ReadOnlySpan<char> text, int place)
    {
        var start = place;
        while (start > 0 && place - start < LongestEncoded && IsBase64(text[start - 1])) start--;
        var end = place;
        while (end < text.Length && end - start < LongestEncoded && IsBase64(text[end])) end++;
        var token = text[start..end].TrimEnd('=');
        // Quartets only; what is left over is less than three bytes.
        token = token[..(token.Length / 4 * 4)];
        if (!Base64.IsValid(token, out var size) || size == 0) return null;
        var decoded = new byte[size];
        if (!Convert.TryFromBase64Chars(token, decoded, out var written)) return null;
        var inner = Encoding.UTF8.GetString(decoded, 0, written);
        for (var at = 0; at < inner.Length;)
        {
            var next = Nearest(inner.AsSpan(at).IndexOfAny(Anchors), inner.AsSpan(at).IndexOfAny(WideAnchors));
            if (next < 0) return null;
            at += next;
            if (Phrase(inner, at) is not null) return (SignalKind.Encoded, start, end - start);
            at++;
        }

        return null;
    }

    private static bool IsBase64(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=';
}
