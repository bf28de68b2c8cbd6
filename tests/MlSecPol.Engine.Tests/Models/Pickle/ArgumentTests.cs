using MlSecPol.Engine.Models.Pickle;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Pickle;

/// <summary>Callables that are judged by what they are given, and objects that are judged by what is done with them.</summary>
public sealed class ArgumentTests
{
    private static PickleAssembler Start => new PickleAssembler().Proto(4);

    [Theory]
    [InlineData("signal", "SIGTERM")]
    [InlineData("socket", "AF_INET")]
    [InlineData("ssl", "OP_NO_TLSv1")]
    public void ConstantsOfDangerousModulesAreClean(string module, string name) => Judged.IsClean(Start.StackGlobal(module, name).Stop().Bytes);

    [Theory]
    [InlineData("ctypes", "CDLL")]
    [InlineData("ftplib", "FTP_TLS")]
    [InlineData("signal", "signal")]
    public void ClassesInCapitalsAndFunctionsAreNoConstants(string module, string name) =>
        Assert.Equal(CheckStatus.Fail, Judged.Verdict(Start.StackGlobal(module, name).Stop().Bytes).Status);

    [Theory]
    [InlineData("cloudpickle.cloudpickle", "_builtin_type", "SimpleNamespace")]
    [InlineData("dill._dill", "_load_type", "complex")]
    [InlineData("dill._dill", "_load_type", "CellType")]
    public void TypesByNameAreTheTypes(string module, string name, string type) => Judged.IsClean(Start.Call(module, name, type).Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Stop().Bytes);

    [Theory]
    [InlineData("cloudpickle.cloudpickle", "_builtin_type", "CodeType", "family:execute", "types.CodeType")]
    [InlineData("cloudpickle.cloudpickle", "_builtin_type", "FunctionType", "family:execute", "types.FunctionType")]
    [InlineData("dill._dill", "_load_type", "CodeType", "family:execute", "types.CodeType")]
    [InlineData("dill._dill", "_load_type", "eval", "family:execute", "builtins.eval")]
    public void DangerousTypesByNameFail(string module, string name, string type, string rule, string subject) => Judged.Fails(Start.Call(module, name, type).Stop().Bytes, rule, subject);

    [Fact]
    public void TypesByAComputedNameFail() =>
        Judged.Fails(Start.StackGlobal("cloudpickle.cloudpickle", "_builtin_type").Call("builtins", "repr", "x").Reduce(1).Stop().Bytes, "unresolved-attribute", "cloudpickle.cloudpickle._builtin_type");

    [Theory]
    [InlineData("Ellipsis")]
    [InlineData("NotImplemented")]
    [InlineData("range(0, 3)")]
    [InlineData("range(0, 10, -3)")]
    public void ConstantsThatDillEvaluatesAreClean(string text) => Judged.IsClean(Start.Call("dill._dill", "_eval_repr", text).Stop().Bytes);

    [Theory]
    [InlineData("eval")]
    [InlineData("range(0, id(0))")]
    [InlineData("range(0)+x()")]
    [InlineData("range(")]
    public void OtherTextsThatDillEvaluatesFail(string text) => Judged.Fails(Start.Call("dill._dill", "_eval_repr", text).Stop().Bytes, "family:execute", "dill._dill._eval_repr");

    [Fact]
    public void ConstructorsCalledWithKeywordsAreCallsOfTheClass()
    {
        // How picklers below protocol 4 write a class whose constructor takes keywords.
        PickleAssembler Made(string module, string name) => Start.StackGlobal("functools", "partial").StackGlobal("builtins", "getattr").StackGlobal(module, name).Text("__new__").Reduce(2)
            .StackGlobal(module, name).Reduce(2).Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce);
        Judged.IsClean(Made("collections", "OrderedDict").Op(PickleOpcode.EmptyDict).Text("n").Int(1).Op(PickleOpcode.SetItem).Op(PickleOpcode.Build).Stop().Bytes);
        Judged.Fails(Made("subprocess", "Popen").Stop().Bytes, "family:spawn", "subprocess.Popen");
        Assert.Equal(CheckStatus.Fail, Judged.Verdict(Made("functools", "partial").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Stop().Bytes).Status);
    }

    [Theory]
    [InlineData("{0.__init__.__globals__}")]
    [InlineData("{:{0.x}}")]
    [InlineData("{{{0[a]}}}")]
    public void FormatsThatWalkAttributesFail(string format)
    {
        Judged.Fails(Start.StackGlobal("builtins", "str.format").Text(format).StackGlobal("collections", "OrderedDict").Reduce(2).Stop().Bytes, "walk:format", "builtins.str.format");
        var bound = Start.StackGlobal("builtins", "getattr").Text(format).Text("format").Reduce(2).StackGlobal("collections", "OrderedDict").Reduce(1).Stop().Bytes;
        Assert.Equal(CheckStatus.Fail, Judged.Verdict(bound).Status);
    }

    [Theory]
    [InlineData("{:.2f}")]
    [InlineData("{{a.b}} {0!r:>8}")]
    public void PlainFormatsAreClean(string format) => Judged.IsClean(Start.StackGlobal("builtins", "str.format").Text(format).Int(1).Reduce(2).Stop().Bytes);

    [Theory]
    [InlineData("dataclasses", "make_dataclass", "family:execute")]
    [InlineData("typing", "ForwardRef._evaluate", "family:execute")]
    [InlineData("torch", "compile", "family:execute")]
    [InlineData("readline", "read_init_file", "family:process")]
    [InlineData("resource", "setrlimit", "family:process")]
    [InlineData("transformers", "AutoModel.from_pretrained", "walk:method")]
    [InlineData("statsmodels.regression.linear_model", "OLS.from_formula", "walk:method")]
    [InlineData("pathlib", "Path.replace", "family:write")]
    [InlineData("torch", "FloatStorage.from_file", "walk:method")]
    [InlineData("inspect", "Signature.from_callable", "walk:method")]
    [InlineData("PIL.PngImagePlugin", "PngImageFile", "constructor-text")]
    [InlineData("nltk.tag.hunpos", "HunposTagger", "family:spawn")]
    [InlineData("ultralytics.nn.autobackend", "AutoBackend", "family:deserialise")]
    [InlineData("sentence_transformers.models.Transformer", "Transformer", "constructor-text")]
    [InlineData("torch.storage", "_load_from_bytes.__call__", "walk:inner")]
    public void CallablesThatTakeAPathOrCodeFail(string module, string name, string rule) => Judged.Fails(Start.Call(module, name, "inert").Stop().Bytes, rule, $"{module}.{name}");

    [Fact]
    public void LoadersOfUnknownBytesFail()
    {
        Judged.Fails(Start.StackGlobal("torch.storage", "_load_from_bytes").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Stop().Bytes, "unresolved-bytes", "torch.storage._load_from_bytes");
        Judged.Fails(Start.StackGlobal("torch.storage", "_load_from_bytes").Call("builtins", "repr", "x").Reduce(1).Stop().Bytes, "unresolved-bytes", "torch.storage._load_from_bytes");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LongTextsThatStandForBytesAreFollowed(bool isHostile)
    {
        var inner = Start;
        if (isHostile) inner.Call("os", "system", "echo inert");
        var text = string.Concat(inner.Blob(Enumerable.Range(0, 200_000).Select(i => (byte)i).ToArray()).Stop().Bytes.Select(b => (char)b));
        var program = new PickleAssembler().Proto(2).Global("torch.storage", "_load_from_bytes").Global("_codecs", "encode").Text(text).Text("latin1").Reduce(2).Reduce(1).Stop().Bytes;
        if (isHostile) Judged.Fails(program, "family:spawn", "os.system");
        else Judged.IsClean(program);
        // Protocol 0 writes one line, in which what ends lines and begins escapes is escaped itself.
        var line = string.Concat(text.Select(c => c is '\n' or '\\' or '\r' or '\0' or '\x1a' ? $"\\u{(int)c:x4}" : c.ToString()));
        var oldest = new PickleAssembler().Global("torch.storage", "_load_from_bytes").Global("_codecs", "encode").Line(PickleOpcode.Unicode, line).Text("latin1").Reduce(2).Reduce(1).Stop().Bytes;
        if (isHostile) Judged.Fails(oldest, "family:spawn", "os.system");
        else Judged.IsClean(oldest);
        var carried = new PickleAssembler().Proto(2).Global("_codecs", "encode").Text(text).Text("latin1").Reduce(2).Stop().Bytes;
        Assert.Equal(isHostile, Judged.Verdict(carried).Findings.Any(f => f.Subject == "os.system"));
    }

    [Fact]
    public void ALongTextThatIsNoPickleLeavesAGapWhereItIsLoaded() =>
        Assert.Equal(
            CheckStatus.Error,
            Judged.Verdict(new PickleAssembler().Proto(2).Global("torch.storage", "_load_from_bytes").Global("_codecs", "encode").Text(new string('\u00ff', 100_000)).Text("latin1").Reduce(2).Reduce(1).Stop().Bytes).Status);

    [Fact]
    public void BytesThatAPartialHandsToALoaderAreFollowed()
    {
        var inner = Start.Call("os", "system", "echo inert").Stop().Bytes;
        Judged.Fails(
            Start.StackGlobal("functools", "partial").StackGlobal("torch.storage", "_load_from_bytes").Blob(inner).Reduce(2).Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Stop().Bytes,
            "family:spawn",
            "os.system");
    }

    [Fact]
    public void AFunctionThatAPartialTakesFromItsStateIsCalled() =>
        Judged.Fails(
            Start.StackGlobal("functools", "partial").StackGlobal("builtins", "len").Reduce(1)
                .Op(PickleOpcode.Mark).StackGlobal("builtins", "getattr").StackGlobal("collections", "OrderedDict").Text("__reduce__").Op(PickleOpcode.Tuple2)
                .Op(PickleOpcode.EmptyDict).Op(PickleOpcode.None).Op(PickleOpcode.Tuple).Op(PickleOpcode.Build).Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Stop().Bytes,
            "walk:inner",
            "collections.OrderedDict.__reduce__");

    [Fact]
    public void AMethodThatAGetterFetchedFails() =>
        Judged.Fails(
            Start.Call("operator", "attrgetter", "to_pickle").StackGlobal("pandas.core.frame", "DataFrame").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.NewObj).Reduce(1)
                .Text("inert").Reduce(1).Stop().Bytes,
            "walk:method",
            "operator.attrgetter");

    [Theory]
    [InlineData("builtins", "next")]
    [InlineData("builtins", "max")]
    public void WhatAFunctionPicksOutIsNotCalledSilently(string module, string name)
    {
        var program = Start.StackGlobal(module, name).Op(PickleOpcode.EmptyList).StackGlobal("builtins", "getattr").Op(PickleOpcode.Append).Reduce(1)
            .StackGlobal("collections", "OrderedDict").Text("__init__").Reduce(2).Stop().Bytes;
        Assert.Contains(Judged.Verdict(program).Findings, f => f is { Rule: "unresolved-callable", Severity: Severity.High });
    }

    [Theory]
    [InlineData("builtins", "map")]
    [InlineData("functools", "reduce")]
    [InlineData("functools", "partial")]
    public void WhatAFunctionPicksOutIsNotHandedOnToBeCalled(string module, string name)
    {
        var program = Start.StackGlobal(module, name).StackGlobal("builtins", "next").Op(PickleOpcode.EmptyList).Reduce(1).Op(PickleOpcode.EmptyList).Text("x").Op(PickleOpcode.Append).Reduce(2).Stop().Bytes;
        Judged.Fails(program, "unresolved-callable", $"{module}.{name}");
    }

    [Fact]
    public void APartialOfWhatItsArgumentsDecideAboutFails() =>
        Judged.Fails(
            Start.StackGlobal("functools", "partial").StackGlobal("builtins", "getattr").StackGlobal("collections", "OrderedDict").Reduce(2).Stop().Bytes, "unresolved-callable", "functools.partial");

    [Fact]
    public void APartialThatCopyregMakesIsJudgedAsOne()
    {
        Judged.Fails(
            Start.StackGlobal("copyreg", "__newobj__").StackGlobal("functools", "partial").StackGlobal("builtins", "getattr").Text("x").Reduce(3).Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Stop().Bytes,
            "unresolved-callable",
            "copyreg.__newobj__");
        Judged.Fails(
            Start.StackGlobal("copyreg", "__newobj_ex__").StackGlobal("functools", "partial").StackGlobal("builtins", "getattr").Op(PickleOpcode.Tuple1).Op(PickleOpcode.EmptyDict).Reduce(3).Stop().Bytes,
            "unresolved-callable",
            "copyreg.__newobj_ex__");
    }

    [Fact]
    public void CopyingRunsTheHooksOfTheCopied()
    {
        var hooked = Start.StackGlobal("copy", "deepcopy").StackGlobal("types", "SimpleNamespace").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce)
            .Op(PickleOpcode.EmptyDict).Text("__deepcopy__").StackGlobal("builtins", "len").Op(PickleOpcode.SetItem).Op(PickleOpcode.Build).Reduce(1).Stop().Bytes;
        Judged.Fails(hooked, "runs-hooks", "copy.deepcopy");
        Judged.IsClean(Start.StackGlobal("copy", "deepcopy").Stop().Bytes);
    }

    [Fact]
    public void AMethodThatTakesAFunctionIsNotHandedOne()
    {
        var program = Start.StackGlobal("pandas.core.frame", "DataFrame.pipe").Int(1).StackGlobal("builtins", "getattr").Text("__class__").Reduce(3).Stop().Bytes;
        Judged.Fails(program, "unresolved-callable", "pandas.core.frame.DataFrame.pipe");
    }

    [Fact]
    public void AnItemThatAGetterPickedOutIsNotCalledSilently()
    {
        var program = Start.StackGlobal("operator", "itemgetter").Int(0).Reduce(1).Op(PickleOpcode.EmptyList).StackGlobal("builtins", "getattr").Op(PickleOpcode.Append).Reduce(1)
            .StackGlobal("collections", "OrderedDict").Text("__init__").Reduce(2).Stop().Bytes;
        Assert.Contains(Judged.Verdict(program).Findings, f => f is { Rule: "unresolved-callable", Severity: Severity.High });
    }

    [Fact]
    public void DistributionsRunNoTextButTheirOwn()
    {
        const string Own = "\ndef _parse_args(self, a, b, loc=0, scale=1):\n    return (a, b), loc, scale\n\n"
            + "def _parse_args_rvs(self, a, b, loc=0, scale=1, size=None):\n    return self._argcheck_rvs(a, b, loc, scale, size=size)\n\n"
            + "def _parse_args_stats(self, a, b, loc=0, scale=1, moments='mv'):\n    return (a, b), loc, scale, moments\n";
        Judged.IsClean(Distribution(Own));
        foreach (var foreign in (string[])["print('inert')", Own + "print(1)", Own.Replace("return (a, b)", "return a(b)", StringComparison.Ordinal), Own.Replace("scale=1)", "scale=f())", StringComparison.Ordinal), Own + "\rx", Own + "\ndef _parse_args):"])
            Judged.Fails(Distribution(foreign), "family:execute", "builtins.exec");
    }

    private static byte[] Distribution(string text) =>
        Start.StackGlobal("scipy.stats._continuous_distns", "beta_gen").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.NewObj).Op(PickleOpcode.EmptyDict)
            .Text("_parse_arg_template").Text(text).Op(PickleOpcode.SetItem).Op(PickleOpcode.Build).Stop().Bytes;
}
