using System.Buffers.Binary;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Pickle;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Pickle;

/// <summary>Writes pickle programs instruction by instruction.</summary>
internal sealed class PickleAssembler
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    public int Length => _bytes.Count;

    public PickleAssembler Op(PickleOpcode opcode) => Raw([(byte)opcode]);

    public PickleAssembler Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleAssembler Proto(byte protocol) => Op(PickleOpcode.Proto).Raw(protocol);

    public PickleAssembler Line(PickleOpcode opcode, params ReadOnlySpan<string> lines)
    {
        Op(opcode);
        foreach (var line in lines) Raw(Encoding.Latin1.GetBytes(line + "\n"));
        return this;
    }

    public PickleAssembler Global(string module, string name) => Line(PickleOpcode.Global, module, name);

    public PickleAssembler StackGlobal(string module, string name) => Text(module).Text(name).Op(PickleOpcode.StackGlobal);

    public PickleAssembler Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (utf8.Length < 256) return Op(PickleOpcode.ShortBinUnicode).Raw((byte)utf8.Length).Raw(utf8);
        Op(PickleOpcode.BinUnicode).Number(4, utf8.Length);
        return Raw(utf8);
    }

    public PickleAssembler Blob(params ReadOnlySpan<byte> bytes)
    {
        Op(PickleOpcode.BinBytes).Number(4, bytes.Length);
        return Raw(bytes);
    }

    public PickleAssembler Int(int value) => Op(PickleOpcode.BinInt).Number(4, value);

    public PickleAssembler Number(int width, long value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw(bytes[..width]);
    }

    /// <summary>A call with one text as argument.</summary>
    public PickleAssembler Call(string module, string name, string argument) =>
        StackGlobal(module, name).Text(argument).Op(PickleOpcode.Tuple1).Op(PickleOpcode.Reduce);

    public PickleAssembler Reduce(int arguments) =>
        Op(arguments switch { 1 => PickleOpcode.Tuple1, 2 => PickleOpcode.Tuple2, _ => PickleOpcode.Tuple3 }).Op(PickleOpcode.Reduce);

    public PickleAssembler Stop() => Op(PickleOpcode.Stop);

    public PickleReport Analyse(PickleLimits? limits = null) => Analyse(Bytes, limits);

    public static PickleReport Analyse(byte[] bytes, PickleLimits? limits = null)
    {
        using var source = new MemorySource(bytes);
        return PickleMachine.Analyse(source, limits ?? new PickleLimits(), TestContext.Current.CancellationToken);
    }
}
