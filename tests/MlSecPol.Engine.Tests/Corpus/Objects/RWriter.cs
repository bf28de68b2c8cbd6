using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Tests.Corpus.Objects;

/// <summary>Writes serialized R data item by item, in the binary encoding or as text.</summary>
internal sealed class RWriter(bool isText = false)
{
    private readonly List<byte> _bytes = [];

    public static byte[] File(Action<RWriter> write, bool isText = false, string mark = "", int version = 2)
    {
        var writer = new RWriter(isText);
        writer._bytes.AddRange(Encoding.ASCII.GetBytes(mark + (isText ? "A\n" : "X\n")));
        writer.Integer(version).Integer(0x040301).Integer(version == 3 ? 0x030500 : 0x020300);
        if (version == 3) writer.Integer(5).Raw("UTF-8");
        write(writer);
        return [.. writer._bytes];
    }

    public RWriter Integer(int value)
    {
        if (isText)
        {
            _bytes.AddRange(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture) + "\n"));
            return this;
        }

        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, value);
        _bytes.AddRange(word);
        return this;
    }

    public RWriter Reals(params double[] values)
    {
        Integer(14).Integer(values.Length);
        Span<byte> word = stackalloc byte[8];
        foreach (var value in values)
        {
            if (isText)
            {
                _bytes.AddRange(Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture) + "\n"));
                continue;
            }

            BinaryPrimitives.WriteDoubleBigEndian(word, value);
            _bytes.AddRange(word);
        }

        return this;
    }

    public RWriter Raw(string text)
    {
        _bytes.AddRange(Encoding.UTF8.GetBytes(text + (isText ? "\n" : "")));
        return this;
    }

    public RWriter Bytes(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public RWriter Characters(string text) => Integer(0x40009).Integer(Encoding.UTF8.GetByteCount(text)).Raw(text);

    public RWriter Symbol(string name) => Integer(1).Characters(name);

    public RWriter Text(string text) => Integer(16).Integer(1).Characters(text);

    public RWriter Nil() => Integer(254);

    /// <summary>A call of a function with texts.</summary>
    public RWriter Call(string function, params string[] arguments)
    {
        Integer(6).Symbol(function);
        foreach (var argument in arguments) Integer(2).Text(argument);
        return Nil();
    }

    /// <summary>A promise without its value.</summary>
    public RWriter Promise(Action<RWriter> expression)
    {
        Integer(0x405).Integer(253).Integer(252);
        expression(this);
        return this;
    }

    public RWriter Function(Action<RWriter> body)
    {
        Integer(0x403).Integer(253).Nil();
        body(this);
        return this;
    }

    /// <summary>An environment with one variable.</summary>
    public RWriter Environment(string name, Action<RWriter> value, int cell = 0x402)
    {
        Integer(4).Integer(0).Integer(242).Integer(cell).Symbol(name);
        value(this);
        return Nil().Nil().Nil();
    }
}
