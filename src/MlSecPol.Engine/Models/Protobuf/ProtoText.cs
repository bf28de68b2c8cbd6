using System.Text;

namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>Text of a model as it may be shown: valid, without control characters, and not too long.</summary>
internal static class ProtoText
{

    /// <summary>The text, with control characters replaced.</summary>
    internal static string Of(ReadOnlySpan<byte> bytes) => string.Create(Encoding.UTF8.GetCharCount(bytes), bytes, static (span, source) =>
    {
        Encoding.UTF8.GetChars(source, span);
        Replace(span);
    });

    /// <summary>The text, with control characters replaced.</summary>
    internal static string Of(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        source.CopyTo(span);
        Replace(span);
    });

    private static void Replace(Span<char> letters)
    {
        foreach (ref var letter in letters)
        {
            if (char.IsControl(letter)) letter = '\uFFFD';
        }
    }
}
