using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Pickle;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Pickle;

/// <summary>Limits end the analysis as a gap, never as a pass, and drop nothing that was found before.</summary>
public sealed class LimitTests
{
    [Fact]
    public void PicklesInsideEachOther()
    {
        var program = new PickleAssembler().Proto(2).Op(PickleOpcode.None).Stop().Bytes;
        for (var i = 0; i < 10; i++) program = new PickleAssembler().Proto(4).StackGlobal("torch.storage", "_load_from_bytes").Blob(program).Reduce(1).Stop().Bytes;
        var verdict = Judged.Verdict(program);
        Assert.Equal(CheckStatus.Error, verdict.Status);
        Assert.Contains("8 pickles inside each other", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void DifferentImports()
    {
        var program = new PickleAssembler().Proto(4).Call("os", "system", "echo inert");
        for (var i = 0; i < 20; i++) program.StackGlobal("m", $"n{i}");
        var report = program.Stop().Analyse(new PickleLimits { Imports = 10 });
        Assert.Equal(PickleGapKind.Limit, report.Gap?.Kind);
        Assert.Equal(10, report.Imports.Count);
        Assert.Equal("os.system", report.Imports[0].FullName);
    }

    [Fact]
    public void UsesOfOneCallableBeyondTheLimitAreCountedTogether()
    {
        var program = new PickleAssembler().Proto(4);
        for (var i = 0; i < 100; i++) program.StackGlobal("datetime", "date").Int(i).Reduce(1).Op(PickleOpcode.Pop);
        var report = program.Op(PickleOpcode.None).Stop().Analyse(new PickleLimits { UsesPerCallable = 16 });
        Assert.Equal(17, report.Calls.Count);
        Assert.Null(report.Calls[^1].Arguments);
        Assert.Equal(84, report.Calls[^1].Count);
    }

    [Fact]
    public void CallsBeyondTheLimitAreStillJudged()
    {
        var program = new PickleAssembler().Proto(4);
        for (var i = 0; i < 300; i++) program.StackGlobal("builtins", "getattr").Text("x").Text($"name{i}").Reduce(2).Op(PickleOpcode.Pop);
        Judged.Fails(program.Op(PickleOpcode.None).Stop().Bytes, "unresolved-attribute", "builtins.getattr");
    }

    [Fact]
    public void CancellationEndsTheAnalysis()
    {
        using var source = new MemorySource(new PickleAssembler().Op(PickleOpcode.None).Stop().Bytes);
        Assert.Throws<OperationCanceledException>(() => PickleMachine.Analyse(source, new PickleLimits(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void EmptyContentIsAGap()
    {
        var report = PickleAssembler.Analyse([]);
        Assert.Equal(PickleGapKind.Truncated, report.Gap?.Kind);
        Assert.Empty(report.Streams);
    }

    [Fact]
    public void LargeArgumentsAreNotRead()
    {
        var program = new PickleAssembler().Proto(4).Blob(new byte[4 << 20]).Stop().Bytes;
        using var source = new MemorySource(program);
        var report = PickleMachine.Analyse(source, new PickleLimits(), TestContext.Current.CancellationToken);
        Assert.Null(report.Gap);
        Assert.True(source.BytesRead < 200_000, $"{source.BytesRead} bytes read");
    }

    [Fact]
    public void PersistentIdsAreFacts()
    {
        var report = new PickleAssembler().Proto(2).Op(PickleOpcode.Mark).Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Int(12).Op(PickleOpcode.Tuple)
            .Op(PickleOpcode.BinPersId).Stop().Analyse();
        var id = Assert.Single(report.PersistentIds).Id;
        Assert.Equal(["'storage'", "torch.FloatStorage", "'0'", "'cpu'", "12"], id.Items.Select(i => i.ToString()));
    }
}
