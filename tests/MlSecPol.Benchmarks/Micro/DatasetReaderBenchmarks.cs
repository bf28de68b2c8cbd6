using BenchmarkDotNet.Attributes;
using MlSecPol.Benchmarks.Inputs;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets;

namespace MlSecPol.Benchmarks.Micro;

/// <summary>The dataset reader alone, on ten megabytes in memory.</summary>
[MemoryDiagnoser]
public class DatasetReaderBenchmarks
{
    private readonly DatasetSettings _settings = new();
    private byte[] _content = [];

    [GlobalSetup]
    public void Setup()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("customers.csv");
        CustomersFile.Write(path, 10_000_000);
        _content = File.ReadAllBytes(path);
    }

    [Benchmark]
    public long TenMegabytes()
    {
        using var source = new MemorySource(_content);
        return DatasetReader.Read(source, "customers.csv", _settings, CancellationToken.None).Rows;
    }
}
