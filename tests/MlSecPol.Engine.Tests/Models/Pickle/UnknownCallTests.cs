using MlSecPol.Engine.Models.Pickle;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Pickle;

/// <summary>Calls of things that no list names: judged by the library that they belong to, by their own name and by what they are given.</summary>
public sealed class UnknownCallTests
{
    private static PickleAssembler Start => new PickleAssembler().Proto(4);

    [Theory]
    [InlineData("mailcap", "findmatch")]
    [InlineData("gettext", "c2py")]
    [InlineData("dataclasses", "_create_fn")]
    [InlineData("imghdr", "what")]
    [InlineData("uu", "decode")]
    [InlineData("crypt", "crypt")]
    public void NoFunctionOfPythonsLibraryIsCalledThatNoPickleNeeds(string module, string name) =>
        Judged.Fails(Start.Call(module, name, "x").Stop().Bytes, "called-stranger", $"{module}.{name}");

    [Theory]
    [InlineData("torch._refs", "full_like")]
    [InlineData("numba.core.utils", "benchmark")]
    [InlineData("pandas.core.common", "pipe")]
    public void NoFunctionOfAFrameworkIsCalledThatItsPicklesDoNotKnow(string module, string name) =>
        Judged.Fails(Start.Call(module, name, "x").Stop().Bytes, "called-stranger", $"{module}.{name}");

    [Theory]
    [InlineData("nobody.knows", "run_command")]
    [InlineData("nobody.knows", "_load_plugin")]
    [InlineData("nobody.knows", "Helper.download_and_unpack")]
    public void AFunctionIsTakenAtTheWordOfItsName(string module, string name) =>
        Judged.Fails(Start.Call(module, name, "x").Stop().Bytes, "named-for-effect", $"{module}.{name}");

    [Theory]
    [InlineData("torch.utils.nobody", "Runner")]
    [InlineData("nobody.knows", "ProcessPoolExecutor")]
    [InlineData("matplotlib.nobody", "Thing")]
    public void AConstructorIsGivenNoPath(string module, string name) =>
        Judged.Fails(Start.Call(module, name, "../x").Stop().Bytes, "constructor-text", $"{module}.{name}");

    [Theory]
    [InlineData("nobody.knows", "Thing")]
    [InlineData("nobody.knows", "rebuild_thing")]
    public void TheUnknownElsewhereIsSuspiciousOnly(string module, string name)
    {
        var verdict = Judged.Verdict(Start.Call(module, name, "../x").Stop().Bytes);
        Assert.Equal(CheckStatus.Pass, verdict.Status);
        Assert.Equal(Severity.Medium, Assert.Single(verdict.Findings).Severity);
    }

    [Fact]
    public void AnInstanceOfAnUnknownClassIsWorthANote()
    {
        byte[][] programs =
        [
            Made("nobody.knows", "Thing").Stop().Bytes,
            Made("__main__", "_Net").Op(PickleOpcode.EmptyDict).Text("k").Int(1).Op(PickleOpcode.SetItem).Op(PickleOpcode.Build).Stop().Bytes,
            Start.StackGlobal("copyreg", "_reconstructor").StackGlobal("nobody.knows", "Thing").StackGlobal("builtins", "object").Op(PickleOpcode.None).Reduce(3).Stop().Bytes,
        ];
        foreach (var program in programs) Assert.Equal(Severity.Low, Assert.Single(Judged.Verdict(program).Findings).Severity);
    }

    [Fact]
    public void AnUnknownThingThatIsCalledOrBelongsToAFrameworkIsNoMereInstance()
    {
        byte[][] programs =
        [
            Made("nobody.knows", "Thing").Op(PickleOpcode.Pop).Call("nobody.knows", "Thing", "x").Stop().Bytes,
            Made("nobody.knows", "make_thing").Stop().Bytes,
            Made("torch.utils.nobody", "make_thing").Stop().Bytes,
            Start.StackGlobal("functools", "partial").StackGlobal("nobody.knows", "Thing").Reduce(1).Stop().Bytes,
        ];
        foreach (var program in programs) Assert.Contains(Judged.Verdict(program).Findings, f => f.Severity >= Severity.Medium);
    }

    [Theory]
    [InlineData("joblib.memory", "NotMemorizedFunc")]
    [InlineData("joblib.memory", "Memory")]
    [InlineData("joblib._store_backends", "FileSystemStoreBackend")]
    public void ACacheThatIsRestoredIsData(string module, string name) => Judged.IsClean(Made(module, name).Op(PickleOpcode.EmptyDict).Op(PickleOpcode.Build).Stop().Bytes);

    [Theory]
    [InlineData("joblib.memory", "Memory")]
    [InlineData("joblib.memory", "Memory.eval")]
    [InlineData("joblib.memory", "Memory.clear")]
    [InlineData("joblib.memory", "MemorizedResult")]
    [InlineData("joblib._store_backends", "FileSystemStoreBackend.load_item")]
    [InlineData("joblib._store_backends", "FileSystemStoreBackend.clear_location")]
    public void ACacheThatIsUsedReadsAndWrites(string module, string name) => Assert.Equal(CheckStatus.Fail, Judged.Verdict(Start.Call(module, name, "x").Stop().Bytes).Status);

    private static PickleAssembler Made(string module, string name) => Start.StackGlobal(module, name).Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.NewObj);

    [Fact]
    public void AMethodOfAnAllowedClassIsNoWayRound() =>
        Judged.Fails(Start.Call("pandas.core.frame", "DataFrame.pipe", "x").Stop().Bytes, "called-stranger", "pandas.core.frame.DataFrame.pipe");

    [Theory]
    [InlineData("json", "loads")]
    [InlineData("numpy.linalg", "norm")]
    public void AFunctionThatIsOnlyKeptIsData(string module, string name) => Judged.IsClean(Start.StackGlobal(module, name).Stop().Bytes);

    [Theory]
    [InlineData("lightning.pytorch.trainer.states", "TrainerFn", "fit")]
    [InlineData("spacy.errors", "OldMatcherError", "see https://example.org/a")]
    public void MembersOfEnumerationsAndErrorsAreData(string module, string name, string text) => Judged.IsClean(Start.Call(module, name, text).Stop().Bytes);

    [Fact]
    public void APartialMayKeepAMethodButNobodyCallsIt()
    {
        Judged.IsClean(Partial().Stop().Bytes);
        var called = Partial().Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce);
        Assert.Equal(CheckStatus.Fail, Judged.Verdict(called.Stop().Bytes).Status);
    }

    private static PickleAssembler Partial() => Start.StackGlobal("functools", "partial").StackGlobal("builtins", "getattr")
        .StackGlobal("collections", "OrderedDict").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Text("keys").Reduce(2).Reduce(1);
}
