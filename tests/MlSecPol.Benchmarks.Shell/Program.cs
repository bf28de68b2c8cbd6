using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json;
using MlSecPol.Benchmarks;

// -Module <manifest> [-Before <manifest>] [-Script <text>] [-Runs <count>] [-Mark <path>]
var options = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
var manifest = options["-Module"];

var clock = Stopwatch.StartNew();
var state = InitialSessionState.CreateDefault2();
state.ThrowOnRunspaceOpenError = true;
using var runspace = RunspaceFactory.CreateRunspace(state);
runspace.Open();
var open = clock.Elapsed.TotalMilliseconds;

// The pipeline itself is compiled before anything is timed; a module named by -Before compiles the import as well.
Invoke("$null");
if (options.TryGetValue("-Before", out var before)) Invoke(Import(before));

var known = AppDomain.CurrentDomain.GetAssemblies().ToHashSet();
Mark("begin");
clock.Restart();
Invoke(Import(manifest));
var import = clock.Elapsed.TotalMilliseconds;
Mark("end");
var root = Path.GetDirectoryName(Path.GetFullPath(manifest))!;
var imported = AppDomain.CurrentDomain.GetAssemblies().Except(known)
    .Where(a => !a.IsDynamic && a.Location.StartsWith(root, StringComparison.Ordinal))
    .Select(a => a.GetName().Name!)
    .Order(StringComparer.Ordinal)
    .ToArray();

var runs = new List<ShellRun>();
if (options.TryGetValue("-Script", out var script))
{
    for (var count = int.Parse(options.GetValueOrDefault("-Runs", "1")); count > 0; count--)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(script);
        var (readBefore, processorBefore) = (BytesRead(), Environment.CpuUsage.TotalTime);
        clock.Restart();
        var outputs = shell.Invoke();
        var elapsed = clock.Elapsed.TotalMilliseconds;
        var processor = (Environment.CpuUsage.TotalTime - processorBefore).TotalMilliseconds;
        runs.Add(new ShellRun(elapsed, processor, [.. outputs.Select(o => $"{o}")], [.. shell.Streams.Error.Select(e => $"{e}")], BytesRead() - readBefore));
    }
}

using var self = Process.GetCurrentProcess();
Console.WriteLine(JsonSerializer.Serialize(new ShellReport(open, import, imported, runs, self.PeakWorkingSet64)));
return 0;

static string Import(string path) => $"Import-Module -Name '{path.Replace("'", "''", StringComparison.Ordinal)}'";

// Linux counts the bytes of every read call; other systems have no such count in reach.
static long? BytesRead() => OperatingSystem.IsLinux() ? long.Parse(File.ReadLines("/proc/self/io").First()["rchar: ".Length..]) : null;

void Invoke(string text)
{
    using var shell = PowerShell.Create(runspace);
    shell.AddScript(text);
    shell.Invoke();
    if (shell.HadErrors) throw new InvalidOperationException($"{text}: {string.Join("; ", shell.Streams.Error)}");
}

// A trace of system calls shows the import between the attempts to open two files that are not there.
void Mark(string name)
{
    if (!options.TryGetValue("-Mark", out var path)) return;
    try
    {
        File.OpenHandle($"{path}.{name}").Dispose();
    }
    catch (FileNotFoundException)
    {
        // The attempt is what the trace needs.
    }
}
