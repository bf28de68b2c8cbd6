using BenchmarkDotNet.Running;
using MlSecPol.Benchmarks;
using MlSecPol.Benchmarks.Micro;

var wanted = args is [] ? "all" : args[0];
var measurements = new Dictionary<string, Action>(StringComparer.OrdinalIgnoreCase)
{
    ["import"] = ImportMeasurement.Run,
    ["pickles"] = PickleMeasurement.Run,
    ["dataset"] = DatasetMeasurement.Run,
    ["large"] = LargeModelMeasurement.Run,
    ["micro"] = () => BenchmarkRunner.Run([typeof(PickleMachineBenchmarks), typeof(DatasetReaderBenchmarks)]),
};

if (!wanted.Equals("all", StringComparison.OrdinalIgnoreCase) && !measurements.ContainsKey(wanted))
{
    Console.Error.WriteLine($"usage: dotnet run -c Release --project tests/MlSecPol.Benchmarks -- [{string.Join('|', measurements.Keys)}|all]");
    return 64;
}

foreach (var (name, run) in measurements)
{
    if (wanted.Equals("all", StringComparison.OrdinalIgnoreCase) || wanted.Equals(name, StringComparison.OrdinalIgnoreCase)) run();
}

return 0;
