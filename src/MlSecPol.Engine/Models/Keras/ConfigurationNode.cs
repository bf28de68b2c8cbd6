using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Models.Keras;

/// <summary>A value of a configuration. Repeated keys are all kept, and texts stay in the buffer until they are asked for.</summary>
/// <param name="kind">What it is.</param>
/// <param name="offset">Where it begins in the text.</param>
/// <param name="raw">The characters of a text as they stand in the file, without quotation marks.</param>
internal sealed class ConfigurationNode(ConfigurationKind kind, long offset, ReadOnlyMemory<byte> raw)
{
    private const int LongestText = 4096;

    internal ConfigurationKind Kind => kind;

    /// <summary>Where it begins in the text.</summary>
    internal long Offset => offset;

    /// <summary>The members of an object, in order.</summary>
    internal List<KeyValuePair<string, ConfigurationNode>> Members { get; } = kind == ConfigurationKind.Object ? [] : Nothing;

    /// <summary>The items of an array that can matter.</summary>
    internal List<ConfigurationNode> Items { get; } = kind == ConfigurationKind.Array ? [] : NoItems;

    /// <summary>The text, or its beginning; null for everything else.</summary>
    internal string? Text => kind == ConfigurationKind.Text ? Unescape(raw.Span[..Math.Min(raw.Length, LongestText)]) : null;

    /// <summary>The whole text as bytes, escapes of line ends and slashes left out; for content in base64.</summary>
    internal byte[] Base64Text
    {
        get
        {
            var bytes = new byte[raw.Length];
            var count = 0;
            for (var i = 0; i < raw.Length; i++)
            {
                var c = raw.Span[i];
                if (c == (byte)'\\') i += raw.Span[i..] is [_, (byte)'/', ..] ? 0 : 1;
                else if (!char.IsWhiteSpace((char)c)) bytes[count++] = c;
            }

            return bytes[..count];
        }
    }

    private static List<KeyValuePair<string, ConfigurationNode>> Nothing { get; } = [];

    private static List<ConfigurationNode> NoItems { get; } = [];

    /// <summary>The last member of that name, which is the one that Python takes.</summary>
    internal ConfigurationNode? this[string name]
    {
        get
        {
            for (var i = Members.Count - 1; i >= 0; i--)
            {
                if (Members[i].Key == name) return Members[i].Value;
            }

            return null;
        }
    }

    /// <summary>Resolves escapes; half a surrogate pair, which Python accepts, becomes a replacement character.</summary>
    internal static string Unescape(ReadOnlySpan<byte> raw)
    {
        if (!raw.Contains((byte)'\\')) return Encoding.UTF8.GetString(raw);
        var text = new StringBuilder(raw.Length);
        while (raw.IndexOf((byte)'\\') is var at and >= 0)
        {
            text.Append(Encoding.UTF8.GetString(raw[..at]));
            var length = 2;
            if (raw.Length - at < 2) return text.ToString();
            switch (raw[at + 1])
            {
                case (byte)'n': text.Append('\n'); break;
                case (byte)'r': text.Append('\r'); break;
                case (byte)'t': text.Append('\t'); break;
                case (byte)'b': text.Append('\b'); break;
                case (byte)'f': text.Append('\f'); break;
                case (byte)'u' when raw.Length - at >= 6 && ushort.TryParse(raw.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                    text.Append((char)unit);
                    length = 6;
                    break;
                case var other: text.Append((char)other); break;
            }

            raw = raw[(at + length)..];
        }

        return text.Append(Encoding.UTF8.GetString(raw)).ToString();
    }
}
