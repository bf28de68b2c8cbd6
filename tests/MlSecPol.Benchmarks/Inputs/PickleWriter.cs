using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace MlSecPol.Benchmarks.Inputs;

/// <summary>Writes instructions of a pickle, as many as the generated inputs need.</summary>
internal sealed class PickleWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    internal PickleWriter(byte protocol) => Add([0x80, protocol]);

    /// <summary>Instructions without arguments, by their letters.</summary>
    internal PickleWriter Codes(string letters) => Add(Encoding.Latin1.GetBytes(letters));

    /// <summary>MEMOIZE.</summary>
    internal PickleWriter Memoize() => Add([0x94]);

    /// <summary>BINUNICODE.</summary>
    internal PickleWriter Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Span<byte> head = stackalloc byte[5];
        head[0] = (byte)'X';
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
        return Add(head).Add(bytes);
    }

    /// <summary>BINFLOAT.</summary>
    internal PickleWriter Number(double value)
    {
        Span<byte> bytes = stackalloc byte[9];
        bytes[0] = (byte)'G';
        BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], value);
        return Add(bytes);
    }

    /// <summary>BININT.</summary>
    internal PickleWriter Integer(int value)
    {
        Span<byte> bytes = stackalloc byte[5];
        bytes[0] = (byte)'J';
        BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], value);
        return Add(bytes);
    }

    /// <summary>GLOBAL.</summary>
    internal PickleWriter Global(string module, string name) => Codes($"c{module}\n{name}\n");

    /// <summary>STACK_GLOBAL with both names pushed before, as protocol 4 writes it.</summary>
    internal PickleWriter StackGlobal(string module, string name) => Text(module).Memoize().Text(name).Memoize().Add([0x93]).Memoize();

    /// <summary>NEWOBJ.</summary>
    internal PickleWriter NewObject() => Add([0x81]);

    /// <summary>NEWFALSE.</summary>
    internal PickleWriter False() => Add([0x89]);

    /// <summary>STOP, and the whole pickle.</summary>
    internal byte[] Stop()
    {
        Codes(".");
        return _bytes.WrittenSpan.ToArray();
    }

    private PickleWriter Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        return this;
    }
}
