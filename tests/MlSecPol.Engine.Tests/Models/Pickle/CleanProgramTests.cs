using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Pickle;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Pickle;

/// <summary>What looks suspicious and is not: none of it may leave a finding.</summary>
public sealed class CleanProgramTests
{
    private static PickleAssembler Start => new PickleAssembler().Proto(4);

    [Theory]
    [InlineData("uuid", "UUID")]
    [InlineData("collections", "OrderedDict")]
    [InlineData("types", "SimpleNamespace")]
    [InlineData("argparse", "Namespace")]
    [InlineData("numpy.random._mt19937", "MT19937")]
    [InlineData("sklearn.ensemble._forest", "RandomForestClassifier")]
    [InlineData("sklearn.tree._tree", "Tree")]
    [InlineData("scipy.sparse._csr", "csr_matrix")]
    [InlineData("pandas.core.frame", "DataFrame")]
    [InlineData("torch.nn.modules.linear", "Linear")]
    [InlineData("torch.optim.adam", "Adam")]
    [InlineData("xgboost.sklearn", "XGBClassifier")]
    [InlineData("transformers.training_args", "TrainingArguments")]
    [InlineData("pathlib", "PosixPath")]
    [InlineData("builtins", "ValueError")]
    [InlineData("decimal", "InvalidOperation")]
    [InlineData("ipaddress", "IPv4Interface")]
    [InlineData("dateutil.relativedelta", "relativedelta")]
    [InlineData("numpy", "chararray")]
    [InlineData("scipy.sparse._arrays", "csr_array")]
    [InlineData("scipy.stats._multivariate", "multivariate_normal_gen")]
    [InlineData("statsmodels.tsa.statespace._representation", "dStatespace")]
    [InlineData("torch", "ScriptObject")]
    public void ObjectsOfLibraryClasses(string module, string name) =>
        Judged.IsClean(
            Start.StackGlobal(module, name).Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.NewObj).Op(PickleOpcode.EmptyDict).Text("n").Int(1).Op(PickleOpcode.SetItem).Op(PickleOpcode.Build).Stop().Bytes);

    [Theory]
    [InlineData("builtins", "complex")]
    [InlineData("builtins", "getattr.x")]
    [InlineData("numpy", "log1p")]
    [InlineData("posixpath", "join")]
    [InlineData("collections.abc", "Mapping")]
    [InlineData("builtins", "Ellipsis")]
    public void ReferencesThatNobodyCalls(string module, string name)
    {
        var verdict = Judged.Verdict(Start.StackGlobal(module, name).Stop().Bytes);
        Assert.Equal(CheckStatus.Pass, verdict.Status);
        Assert.Empty(verdict.Findings);
    }

    [Fact]
    public void PartialOfAnAllowedFunction() =>
        Judged.IsClean(
            Start.StackGlobal("functools", "partial").StackGlobal("numpy", "clip").Reduce(1).Op(PickleOpcode.Mark).StackGlobal("numpy", "clip").Op(PickleOpcode.EmptyTuple)
                .Op(PickleOpcode.EmptyDict).Op(PickleOpcode.None).Op(PickleOpcode.Tuple).Op(PickleOpcode.Build).Stop().Bytes);

    [Fact]
    public void GettersWithPlainNames() =>
        Judged.IsClean(Start.Call("operator", "attrgetter", "name.first").Call("operator", "itemgetter", "x").Op(PickleOpcode.Tuple2).Stop().Bytes);

    [Fact]
    public void BoundMethodOfABuiltinType() =>
        Judged.IsClean(Start.StackGlobal("builtins", "getattr").Text("a,b").Text("split").Reduce(2).Text(",").Reduce(1).Stop().Bytes);

    [Fact]
    public void EnumerationValueByGetattr() =>
        Judged.IsClean(Start.StackGlobal("builtins", "getattr").StackGlobal("torch.nn.modules.activation", "ReLU").Text("inplace").Reduce(2).Stop().Bytes);

    [Fact]
    public void DefaultdictWithATypeAsFactory() =>
        Judged.IsClean(Start.StackGlobal("collections", "defaultdict").StackGlobal("builtins", "list").Reduce(1).Text("k").Op(PickleOpcode.EmptyList).Op(PickleOpcode.SetItem).Stop().Bytes);

    [Fact]
    public void ObjectsOfProtocol0() =>
        Judged.IsClean(
            new PickleAssembler().Global("copy_reg", "_reconstructor").Global("sklearn.linear_model.base", "LinearRegression").Global("__builtin__", "object").Op(PickleOpcode.None)
                .Reduce(3).Op(PickleOpcode.EmptyDict).Op(PickleOpcode.Build).Stop().Bytes);

    [Fact]
    public void BytesAsNumPyWritesThemForPython2() =>
        Judged.IsClean(new PickleAssembler().Proto(2).Global("_codecs", "encode").Text("abcÿ").Text("latin1").Reduce(2).Stop().Bytes);

    [Fact]
    public void TextThatLooksLikeCode() =>
        Judged.IsClean(Start.Text("cos\nsystem\n(S'echo inert'\ntR. __import__('os').system('x') eval(").Text("exec").Op(PickleOpcode.Tuple2).Stop().Bytes);

    [Fact]
    public void RawArraysThatLookLikeInstructions() => Judged.IsClean(JoblibProgram.WithArray([0x80, 4, 0x8c, 2, (byte)'o', (byte)'s', 0xFF, (byte)'c', 1, 2, 3]));

    [Fact]
    public void ArraysOfObjects() => Judged.IsClean(JoblibProgram.WithObjects(Start.Op(PickleOpcode.EmptyList).Op(PickleOpcode.EmptyDict).Op(PickleOpcode.Append).Stop().Bytes));

    [Fact]
    public void StoragesBehindALegacyCheckpoint()
    {
        var report = PickleAssembler.Analyse(Start.Op(PickleOpcode.None).Stop().Raw(0x80, 2, 0, 0, 0, 0, 0, 0, 1, 2, 3).Bytes);
        Assert.Null(report.Gap);
        Assert.Equal(11, report.TrailingLength);
        Assert.Single(report.Streams);
    }

    [Fact]
    public void ManyObjectsBeyondTheLimitOfNodes()
    {
        var program = Start.StackGlobal("datetime", "date").Op(PickleOpcode.Memoize).Op(PickleOpcode.Pop).Op(PickleOpcode.EmptyList);
        for (var i = 0; i < 5000; i++) program.Raw((byte)PickleOpcode.BinGet, 0).Blob(1, 2, (byte)i, (byte)(i >> 8)).Reduce(1).Op(PickleOpcode.EmptyDict).Op(PickleOpcode.Build).Op(PickleOpcode.Append);
        var verdict = Judged.Verdict(program.Stop().Bytes, new ModelSettings { PickleLimits = new PickleLimits { Nodes = 1000 } });
        Assert.Equal(CheckStatus.Pass, verdict.Status);
        Assert.Empty(verdict.Findings);
    }

    [Fact]
    public void UnknownIsSuspiciousAndFailsOnlyWhenStrict()
    {
        var called = Start.Call("my_company.models", "build", "x").Stop().Bytes;
        Assert.Equal(CheckStatus.Pass, Judged.Verdict(called).Status);
        Assert.Equal(Severity.Medium, Assert.Single(Judged.Verdict(called).Findings).Severity);
        Assert.Equal(CheckStatus.Fail, Judged.Verdict(called, new ModelSettings { Strict = true }).Status);
        Assert.Equal(Severity.Low, Assert.Single(Judged.Verdict(Start.StackGlobal("my_company.models", "build").Stop().Bytes).Findings).Severity);
        Assert.Empty(Judged.Verdict(called, new ModelSettings { AllowedImports = ["my_company.*"] }).Findings);
        Assert.Equal("settings:denied", Assert.Single(Judged.Verdict(called, new ModelSettings { DeniedImports = ["my_company.models.build"] }).Findings).Rule);
    }

    [Fact]
    public void WhatIsAllowedBySettingsDoesNotOutweighAFamily() =>
        Assert.Equal(CheckStatus.Fail, Judged.Verdict(Start.Call("os", "system", "echo inert").Stop().Bytes, new ModelSettings { AllowedImports = ["os.*"] }).Status);

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(20)]
    public void CutOffProgramIsAnError(int length)
    {
        var whole = Start.StackGlobal("collections", "OrderedDict").Op(PickleOpcode.EmptyTuple).Op(PickleOpcode.Reduce).Stop().Bytes;
        var verdict = Judged.Verdict(whole[..length]);
        Assert.Equal(CheckStatus.Error, verdict.Status);
        Assert.Contains("not read beyond offset", verdict.Reason, StringComparison.Ordinal);
    }
}
