using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace MlSecPol.Engine.Models.Keras;

/// <summary>Recognises Python byte code in base64, as Keras keeps functions, and lists the names in it. Nothing is unmarshalled.</summary>
internal static class MarshalledCode
{
    private const int ShortestText = 24;
    private const int HeadText = 16;
    private const byte CodeType = (byte)'c', ReferenceFlag = 0x80;
    private const int MostNames = 12;

    /// <summary>Whether the text is a marshalled code object.</summary>
    internal static bool IsCode(ConfigurationNode node)
    {
        if (node.Text is not { Length: >= ShortestText } text) return false;
        Span<byte> head = stackalloc byte[HeadText];
        var count = 0;
        foreach (var c in text)
        {
            if (c is '\n' or '\r' or ' ') continue;
            if (c > 0x7F || count == head.Length) break;
            head[count++] = (byte)c;
        }

        Span<byte> bytes = stackalloc byte[HeadText];
        if (count < head.Length || Base64.DecodeFromUtf8(head, bytes, out _, out var written, isFinalBlock: false) != OperationStatus.Done || written < 9) return false;

        // The mark of a code object, then the number of arguments in four bytes, which is small.
        return (bytes[0] & ~ReferenceFlag) == CodeType && bytes[2] == 0 && bytes[3] == 0 && bytes[4] == 0;
    }

    /// <summary>Names and short texts in the code, in their order; empty when there are none to see.</summary>
    internal static string Names(ConfigurationNode node)
    {
        var text = node.Base64Text;
        if (Base64.DecodeFromUtf8InPlace(text, out var written) != OperationStatus.Done) return string.Empty;
        ReadOnlySpan<byte> code = text.AsSpan(0, written);
        var names = new List<string>();
        for (var i = 0; i + 1 < code.Length && names.Count < MostNames; i++)
        {
            var kind = (char)(code[i] & ~ReferenceFlag);
            var (at, length) = kind switch
            {
                'z' or 'Z' => (i + 2, (int)code[i + 1]),
                'a' or 'A' or 'u' or 't' or 's' when i + 5 <= code.Length && code[i + 2] == 0 && code[i + 3] == 0 && code[i + 4] == 0 => (i + 5, code[i + 1]),
                _ => (0, 0),
            };
            if (length < 2 || at + length > code.Length || code.Slice(at, length).IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) >= 0) continue;
            var name = Encoding.ASCII.GetString(code.Slice(at, length));
            if (!names.Contains(name, StringComparer.Ordinal)) names.Add(name);
            i = at + length - 1;
        }

        return string.Join(", ", names);
    }
}
