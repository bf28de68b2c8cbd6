using System.Globalization;

namespace MlSecPol.Benchmarks;

/// <summary>
/// picklescan, the peer for small pickles, in python3. Its source is not part of this repository: the environment variable <see cref="Variable"/> names the folder
/// in which the package <c>picklescan</c> lies.
/// </summary>
internal sealed class PicklescanPeer
{
    /// <summary>The variable that names the folder.</summary>
    internal const string Variable = "MLSECPOL_PICKLESCAN";

    private const string Scan = """
        import sys, time
        sys.path.insert(0, sys.argv[1])
        from picklescan.scanner import scan_directory_path
        for _ in range(int(sys.argv[3])):
            wall, processor = time.perf_counter(), time.process_time()
            result = scan_directory_path(sys.argv[2])
            print((time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000, result.scanned_files, result.infected_files)
        """;

    private const string Command = """
        import sys
        sys.path.insert(0, sys.argv[1])
        from picklescan.cli import main
        sys.argv = ["picklescan", "--path", sys.argv[2]]
        main()
        """;

    private readonly string _source;

    private PicklescanPeer(string source) => _source = source;

    /// <summary>The peer, or null and a line that says why it is not there.</summary>
    internal static PicklescanPeer? Find()
    {
        var source = Environment.GetEnvironmentVariable(Variable);
        if (Directory.Exists(Path.Combine(source ?? string.Empty, "picklescan")) && ChildProcess.IsInstalled("python3")) return new PicklescanPeer(source!);
        Console.WriteLine($"**picklescan is NOT measured**: it needs python3, and {Variable} must name the folder that holds its package (now: {source ?? "not set"}).\n");
        return null;
    }

    /// <summary>Scans a folder several times in one process; import and start of python do not count.</summary>
    internal IReadOnlyList<PeerRun> ScanInProcess(string folder, int times) =>
        [.. ChildProcess.Run("python3", ["-c", Scan, _source, folder, $"{times}"]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    /// <summary>Scans a folder with its command, from the start of the process to its end.</summary>
    internal double ScanByCommand(string folder) => ChildProcess.Time(1, "python3", "-c", Command, _source, folder)!.Value.Milliseconds.Median;

    private static PeerRun Parse(string line)
    {
        var parts = line.Split(' ');
        return new PeerRun(
            double.Parse(parts[0], CultureInfo.InvariantCulture),
            double.Parse(parts[1], CultureInfo.InvariantCulture),
            int.Parse(parts[2], CultureInfo.InvariantCulture),
            int.Parse(parts[3], CultureInfo.InvariantCulture));
    }
}
