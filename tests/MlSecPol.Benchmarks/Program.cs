using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MlSecPol.Benchmarks;
using MlSecPol.Benchmarks.Micro;

var wanted = args is [] ? "all" : args[0];
var measurements = new Dictionary<string, Action>(StringComparer.OrdinalIgnoreCase)
{
    ["import"] = ImportMeasurement.Run,
    ["pickles"] = PickleMeasurement.Run,
    ["dataset"] = DatasetMeasurement.Run,
    ["large"] = LargeModelMeasurement.Run,
    ["hash"] = HashMeasurement.Run,
    ["folder"] = FolderMeasurement.Run,
    ["micro"] = RunMicro,
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

static void RunMicro()
{
    using var folder = new TemporaryFolder();
    // In this process: the figures need no second build, and the settings of the repository stay out of one.
    var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
    BenchmarkRunner.Run([typeof(PickleMachineBenchmarks), typeof(DatasetReaderBenchmarks)], DefaultConfig.Instance.AddJob(job).WithArtifactsPath(folder.Path));
}
