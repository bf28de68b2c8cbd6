using System.Text;

namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>Text of a model of which a judge asks whether it is text at all: control characters and bytes that are no letters become U+FFFD.</summary>
internal static class ProtoText
{
    /// <summary>The text, with control characters replaced.</summary>
    internal static string Of(ReadOnlySpan<byte> bytes) => string.Create(Encoding.UTF8.GetCharCount(bytes), bytes, static (span, source) =>
    {
        Encoding.UTF8.GetChars(source, span);
        foreach (ref var letter in span)
        {
            if (char.IsControl(letter)) letter = '\uFFFD';
        }
    });
}
