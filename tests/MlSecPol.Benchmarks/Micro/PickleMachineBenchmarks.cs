using BenchmarkDotNet.Attributes;
using MlSecPol.Benchmarks.Inputs;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Benchmarks.Micro;

/// <summary>The pickle machine alone, on one small pickle in memory.</summary>
[MemoryDiagnoser]
public class PickleMachineBenchmarks
{
    private readonly byte[] _benign = PickleCorpus.Create(new Random(1), isHostile: false);
    private readonly byte[] _hostile = PickleCorpus.Create(new Random(1), isHostile: true);
    private readonly PickleLimits _limits = new();

    [Benchmark(Baseline = true)]
    public int Benign() => Imports(_benign);

    [Benchmark]
    public int Hostile() => Imports(_hostile);

    private int Imports(byte[] pickle)
    {
        using var source = new MemorySource(pickle);
        return PickleMachine.Analyse(source, _limits, CancellationToken.None).Imports.Count;
    }
}
