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
