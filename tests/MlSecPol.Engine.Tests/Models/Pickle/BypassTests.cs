using System.Text;
using MlSecPol.Engine.Models.Pickle;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Pickle;

/// <summary>Published ways around scanners, each written down instruction by instruction; see the detection notes for the advisories.</summary>
public sealed class BypassTests
{
    private const string Inert = "echo inert";

    [Fact]
    public void OperandsThatComeFromTheMemo() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).Text("system").Op(PickleOpcode.Memoize).Text("os").Op(PickleOpcode.Memoize).Op(PickleOpcode.Pop).Op(PickleOpcode.Pop)
                .Raw((byte)PickleOpcode.BinGet, 1, (byte)PickleOpcode.BinGet, 0).Op(PickleOpcode.StackGlobal).Text(Inert).Reduce(1).Stop().Bytes,
            "family:spawn",
            "os.system");

    [Fact]
    public void OperandsThatOverwriteAMemoEntry() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).Text("math").Raw((byte)PickleOpcode.BinPut, 0).Text("posix").Raw((byte)PickleOpcode.BinPut, 0).Op(PickleOpcode.Pop).Op(PickleOpcode.Pop)
                .Raw((byte)PickleOpcode.BinGet, 0).Text("system").Op(PickleOpcode.StackGlobal).Text(Inert).Reduce(1).Stop().Bytes,
            "family:spawn",
            "posix.system");

    [Theory]
    [InlineData("12\0anything")]
    [InlineData("\0")]
    [InlineData("1\0")]
    public void NumbersThatEndAtANul(string line) =>
        Judged.Fails(new PickleAssembler().Line(PickleOpcode.Int, line).Op(PickleOpcode.Pop).Line(PickleOpcode.Long, "5\0xL").Op(PickleOpcode.Pop).Line(PickleOpcode.Float, "1.5\0x").Line(PickleOpcode.Put, "3\0x")
            .Line(PickleOpcode.Get, "3\0").Call("os", "system", Inert).Stop().Bytes, "family:spawn", "os.system");

    [Fact]
    public void NamesThatTheUnpicklerRefusesEndTheProgram()
    {
        // INST takes ASCII, GLOBAL takes UTF-8, an identifier in a line ASCII.
        Assert.NotNull(new PickleAssembler().Op(PickleOpcode.Mark).Op(PickleOpcode.Inst).Raw("m\n\u00FC\n"u8).Stop().Analyse().Gap);
        Assert.Null(new PickleAssembler().Op(PickleOpcode.Global).Raw("m\n\u00FC\n"u8).Stop().Analyse().Gap);
        Assert.NotNull(new PickleAssembler().Op(PickleOpcode.Global).Raw("m\n"u8).Raw(0xFF, (byte)'\n').Stop().Analyse().Gap);
        Assert.NotNull(new PickleAssembler().Op(PickleOpcode.PersId).Raw("\u00FC\n"u8).Stop().Analyse().Gap);
    }

    [Fact]
    public void OperandsOfTheOldStringInstruction() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).Line(PickleOpcode.String, "'o\\x73'").Line(PickleOpcode.String, "\"system\"").Op(PickleOpcode.StackGlobal).Text(Inert).Reduce(1).Stop().Bytes,
            "family:spawn",
            "os.system");

    [Fact]
    public void ClassInstructionOfProtocol0() =>
        Judged.Fails(
            new PickleAssembler().Op(PickleOpcode.Mark).Line(PickleOpcode.String, $"'{Inert}'").Line(PickleOpcode.Inst, "os", "system").Stop().Bytes, "family:spawn", "os.system");

    [Fact]
    public void CallWhoseResultIsThrownAway() =>
        Judged.Fails(
            new PickleAssembler().Op(PickleOpcode.Mark).Global("os", "system").Text(Inert).Op(PickleOpcode.Obj).Op(PickleOpcode.Pop).Op(PickleOpcode.None).Stop().Bytes,
            "family:spawn",
            "os.system");

    [Theory]
    [InlineData("pathlib", "os.system", "walk:module")]
    [InlineData("builtins", "eval.__call__", "walk:inner")]
    [InlineData("numpy", "__builtins__", "walk:inner")]
    [InlineData("numpy", "os", "walk:module")]
    [InlineData("torch", "serialization.os.system", "walk:module")]
    [InlineData("sklearn.base", "BaseEstimator.__init__.__globals__", "walk:inner")]
    [InlineData("collections", "OrderedDict.__reduce__", "walk:inner")]
    public void NamesThatWalkAttributes(string module, string name, string rule) =>
        Judged.Fails(new PickleAssembler().Proto(4).Call(module, name, Inert).Stop().Bytes, rule, $"{module}.{name}");

    [Fact]
    public void NamesOfPython2() =>
        Judged.Fails(new PickleAssembler().Global("__builtin__", "eval").Line(PickleOpcode.String, "'1'").Reduce(1).Stop().Bytes, "family:execute", "builtins.eval");

    [Fact]
    public void ModulesThatWereRenamed() =>
        Judged.Fails(new PickleAssembler().Proto(2).Global("commands", "getoutput").Text(Inert).Reduce(1).Stop().Bytes, "family:spawn", "subprocess.getoutput");

    [Fact]
    public void StateOfTheBuiltinsOfAModule() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("numpy", "__builtins__").Op(PickleOpcode.EmptyDict).Text("len").StackGlobal("builtins", "str").Op(PickleOpcode.SetItem)
                .Op(PickleOpcode.Build).Stop().Bytes,
            "walk:inner",
            "numpy.__builtins__");

    [Fact]
    public void StateOfAClass() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("collections", "OrderedDict").Op(PickleOpcode.None).Op(PickleOpcode.EmptyDict).Text("get").StackGlobal("builtins", "len")
                .Op(PickleOpcode.SetItem).Op(PickleOpcode.Tuple2).Op(PickleOpcode.Build).Stop().Bytes,
            "state-of-import",
            "collections.OrderedDict");

    [Fact]
    public void ResolverOfAnyName()
    {
        var program = new PickleAssembler().Proto(4).Call("pkgutil", "resolve_name", "os:system").Text(Inert).Reduce(1).Stop().Bytes;
        Judged.Fails(program, "family:import", "pkgutil.resolve_name");
        Judged.Fails(program, "family:spawn", "os.system");
    }

    [Fact]
    public void ChainOfGetattr()
    {
        var program = new PickleAssembler().Proto(4).StackGlobal("builtins", "getattr").Call("builtins", "__import__", "os").Text("system").Reduce(2).Text(Inert).Reduce(1).Stop().Bytes;
        Judged.Fails(program, "family:import", "builtins.__import__");
        Judged.Fails(program, "family:spawn", "os.system");
    }

    [Fact]
    public void GetattrOnWhatASafeClassGives() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("builtins", "getattr").StackGlobal("collections", "OrderedDict").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.NewObj)
                .Text("__class__").Reduce(2).Stop().Bytes,
            "walk:inner",
            "builtins.getattr");

    [Fact]
    public void MethodThatWritesOfAnAllowedObject() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("builtins", "getattr").StackGlobal("pandas", "DataFrame").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.NewObj).Text("to_csv").Reduce(2)
                .Text("inert.csv").Reduce(1).Stop().Bytes,
            "walk:method",
            "builtins.getattr(pandas.DataFrame(…), 'to_csv')");

    [Fact]
    public void PartialOfSomethingDangerous() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("functools", "partial").StackGlobal("os", "system").Text(Inert).Reduce(2).Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Stop().Bytes,
            "family:spawn",
            "os.system");

    [Fact]
    public void MethodcallerOnAModule() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("_operator", "methodcaller").Text("system").Text(Inert).Reduce(2).Call("pydoc", "locate", "os").Reduce(1).Stop().Bytes,
            "family:spawn",
            "os.system");

    [Fact]
    public void FactoryOfADefaultdict() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("collections", "defaultdict").StackGlobal("builtins", "breakpoint").Reduce(1).Stop().Bytes, "family:debug", "builtins.breakpoint");

    [Fact]
    public void NamesPutTogetherFromPieces() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("builtins", "str.join").Text("").Op(PickleOpcode.EmptyList).Op(PickleOpcode.Mark).Text("sub").Text("process").Op(PickleOpcode.Appends)
                .Reduce(2).Text("Popen").Op(PickleOpcode.StackGlobal).Text(Inert).Reduce(1).Stop().Bytes,
            "family:spawn",
            "subprocess.Popen");

    [Fact]
    public void NamesDecodedFromBase64() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("builtins", "bytes.decode").StackGlobal("base64", "b64decode").Blob("b3M="u8).Reduce(1).Reduce(1).Text("system")
                .Op(PickleOpcode.StackGlobal).Text(Inert).Reduce(1).Stop().Bytes,
            "family:spawn",
            "os.system");

    [Fact]
    public void NamesMadeOfCharacters() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("builtins", "str.join").Text("").StackGlobal("builtins", "map").StackGlobal("builtins", "chr").Op(PickleOpcode.Mark)
                .Int('o').Int('s').Op(PickleOpcode.List).Reduce(2).Reduce(2).Text("system").Op(PickleOpcode.StackGlobal).Text(Inert).Reduce(1).Stop().Bytes,
            "family:spawn",
            "os.system");

    [Fact]
    public void NamesThatNobodyCanCompute() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("builtins", "repr").Int(1).Reduce(1).Text("system").Op(PickleOpcode.StackGlobal).Text(Inert).Reduce(1).Stop().Bytes,
            "unresolved",
            "(computed name)");

    [Theory]
    [InlineData(PickleOpcode.Ext1, 1)]
    [InlineData(PickleOpcode.Ext2, 2)]
    [InlineData(PickleOpcode.Ext4, 4)]
    public void CodesOfTheExtensionRegistry(PickleOpcode opcode, int width) =>
        Judged.Fails(new PickleAssembler().Proto(2).Op(opcode).Number(width, 7).Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Stop().Bytes, "extension", "(extension 7)");

    [Fact]
    public void ConstructorWithKeywords() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).StackGlobal("subprocess", "Popen").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.EmptyDict).Text("args").Text(Inert).Op(PickleOpcode.SetItem)
                .Op(PickleOpcode.NewObjEx).Stop().Bytes,
            "family:spawn",
            "subprocess.Popen");

    [Fact]
    public void PayloadBeforeABrokenInstruction()
    {
        var verdict = Judged.Verdict(new PickleAssembler().Proto(4).Call("os", "system", Inert).Raw(0xFF, 0xFF).Bytes);
        Assert.Equal(CheckStatus.Fail, verdict.Status);
        Assert.Contains("not read beyond offset", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PayloadInTheSecondPickle() =>
        Judged.Fails(new PickleAssembler().Proto(4).Op(PickleOpcode.None).Stop().Proto(4).Call("os", "system", Inert).Stop().Bytes, "family:spawn", "os.system");

    [Fact]
    public void BrokenPayloadBehindAPickle() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).Op(PickleOpcode.None).Stop().Global("os", "system").Line(PickleOpcode.String, $"'{Inert}'").Reduce(1).Raw(0xFF).Bytes, "family:spawn", "os.system");

    [Fact]
    public void PickleInsideAPickle()
    {
        var inner = new PickleAssembler().Global("nt", "system").Line(PickleOpcode.String, $"'{Inert}'").Reduce(1).Stop().Bytes;
        var program = new PickleAssembler().Proto(4).StackGlobal("_pickle", "loads").Blob(inner).Reduce(1).Stop().Bytes;
        Judged.Fails(program, "family:deserialise", "_pickle.loads");
        Judged.Fails(program, "family:spawn", "nt.system");
    }

    [Fact]
    public void PickleInTheBytesOfAnAllowedLoader()
    {
        var inner = new PickleAssembler().Proto(2).Global("os", "system").Text(Inert).Reduce(1).Stop().Bytes;
        Judged.Fails(new PickleAssembler().Proto(4).StackGlobal("torch.storage", "_load_from_bytes").Blob(inner).Reduce(1).Stop().Bytes, "family:spawn", "os.system");
    }

    [Fact]
    public void ProtocolThatChangesTheMeaningOfNames() =>
        Judged.Fails(
            new PickleAssembler().Proto(4).Raw((byte)PickleOpcode.Proto, 2).Global("__builtin__", "print").Text("x").Reduce(1).Stop().Bytes,
            "divergence:ProtocolChanged",
            "ProtocolChanged");

    [Fact]
    public void ArgumentThatRunsOverItsFrame()
    {
        // Read in one piece the bytes argument swallows the payload; an unpickler that drops the rest of the frame runs it.
        var payload = new PickleAssembler().Global("os", "system").Text(Inert).Reduce(1).Bytes;
        var length = payload.Length + 3;
        var program = new PickleAssembler().Proto(5).Op(PickleOpcode.Frame).Number(8, 2).Raw((byte)PickleOpcode.BinBytes, (byte)length, 1, 0, 0)
            .Raw(0, 0).Raw(payload).Raw(new byte[256]).Stop().Bytes;
        Judged.Fails(program, "divergence:FrameStraddled", "FrameStraddled");
        Judged.Fails(program, "family:spawn", "os.system");
    }

    [Fact]
    public void ItemsOfATensor() =>
        Judged.Fails(
            new PickleAssembler().Proto(2).Global("torch._utils", "_rebuild_tensor_v2").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Int(1).Int(2).Op(PickleOpcode.SetItem).Stop().Bytes,
            "items-of-tensor",
            "torch._utils._rebuild_tensor_v2()");

    [Fact]
    public void UfuncThatIsNone() =>
        Judged.Fails(new PickleAssembler().Proto(4).StackGlobal("numpy.core", "_ufunc_reconstruct").Text("os").Text("system").Reduce(2).Stop().Bytes, "family:spawn", "numpy.core._ufunc_reconstruct");

    [Fact]
    public void ArrayBytesThatThePlainUnpicklerRuns()
    {
        var payload = Encoding.ASCII.GetBytes($"cos\nsystem\n(S'{Inert}'\ntR.");
        Judged.Fails(JoblibProgram.WithUnalignedArray(payload), "family:spawn", "os.system");
    }

    [Fact]
    public void FloodOfMemoEntriesDoesNotHideACall()
    {
        var program = new PickleAssembler().Proto(4);
        for (var i = 0; i < 5000; i++) program.Op(PickleOpcode.EmptyList).Op(PickleOpcode.Memoize).Op(PickleOpcode.Tuple1).Op(PickleOpcode.Memoize).Op(PickleOpcode.Pop);
        program.StackGlobal("os", "system").Op(PickleOpcode.Memoize).Text(Inert).Reduce(1).Stop();
        var verdict = Judged.Verdict(program.Bytes, new() { PickleLimits = new PickleLimits { Nodes = 1000 } });
        Assert.Equal(CheckStatus.Fail, verdict.Status);
        Assert.Contains(verdict.Findings, f => f.Subject == "os.system");
    }
}
