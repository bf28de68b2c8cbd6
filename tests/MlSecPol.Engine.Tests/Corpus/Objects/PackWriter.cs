using System.Buffers.Binary;
using System.Text;

namespace MlSecPol.Engine.Tests.Corpus.Objects;

/// <summary>Writes MessagePack and, with the same shape of calls, Universal Binary JSON.</summary>
internal static class PackWriter
{
    public static byte[] Map(params (string Key, byte[] Value)[] entries) => [(byte)(0x80 | entries.Length), .. entries.SelectMany(e => (byte[])[.. Text(e.Key), .. e.Value])];

    public static byte[] Text(string text) =>
        Encoding.UTF8.GetBytes(text) is { Length: < 32 } bytes ? [(byte)(0xA0 | bytes.Length), .. bytes] : [0xD9, (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    public static byte[] Binary(byte[] bytes, int? claimed = null) => [0xC6, .. Big(claimed ?? bytes.Length), .. bytes];

    public static byte[] Extension(byte type, byte[] data, int? claimed = null) => [0xC9, .. Big(claimed ?? data.Length), type, .. data];

    /// <summary>An array as Flax writes it.</summary>
    public static byte[] Array(int[] shape, string type, int bytes, int? claimed = null, byte extension = 1) =>
        Extension(extension, [0x93, (byte)(0x90 | shape.Length), .. shape.SelectMany(s => (byte[])[0xD2, .. Big(s)]), .. Text(type), .. Binary(new byte[bytes], claimed)]);

    public static byte[] Object(params (string Key, byte[] Value)[] entries) => [(byte)'{', .. entries.SelectMany(e => (byte[])[.. Key(e.Key), .. e.Value]), (byte)'}'];

    public static byte[] String(string text, long? claimed = null) => [(byte)'S', (byte)'L', .. Long(claimed ?? text.Length), .. Encoding.UTF8.GetBytes(text)];

    /// <summary>A typed array of integers of 32 bits.</summary>
    public static byte[] Integers(long? claimed, params int[] values) =>
        [(byte)'[', (byte)'$', (byte)'l', (byte)'#', (byte)'L', .. Long(claimed ?? values.Length), .. values.SelectMany(Big)];

    public static byte[] Floats(int count, long? claimed = null) => [(byte)'[', (byte)'$', (byte)'d', (byte)'#', (byte)'L', .. Long(claimed ?? count), .. new byte[4 * count]];

    public static byte[] List(params byte[][] items) => [(byte)'[', (byte)'#', (byte)'L', .. Long(items.Length), .. items.SelectMany(i => i)];

    private static byte[] Key(string key) => [(byte)'L', .. Long(key.Length), .. Encoding.UTF8.GetBytes(key)];

    private static byte[] Big(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Long(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
