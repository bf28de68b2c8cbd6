using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Tests.Proof;
using Xunit;

namespace MlSecPol.Engine.Tests.Corpus.RealLibraries;

/// <summary>Runs the scripts of this folder, a few at a time, and audits what they write as a user would: by path, at default settings.</summary>
public sealed class LibraryCorpus : IAsyncLifetime
{
    // What kit.py exits with when a library is not there.
    private const int ExitMissing = 77;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private readonly string _root = Directory.CreateTempSubdirectory("mlsecpol-libraries-").FullName;

    /// <summary>The scripts, one a family of libraries.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.PathOf("tests", "MlSecPol.Engine.Tests", "Corpus", "RealLibraries"))
            .Where(p => Path.GetExtension(p) is ".py" or ".R" && Path.GetFileName(p) != "kit.py")
            .Order(StringComparer.Ordinal),
    ];

    internal IReadOnlyDictionary<string, LibraryFamily> Families { get; private set; } = new Dictionary<string, LibraryFamily>(StringComparer.Ordinal);

    public async ValueTask InitializeAsync()
    {
        var families = new LibraryFamily[Scripts.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount / 2), CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, Scripts.Count, options, async (i, token) => families[i] = await Make(Scripts[i], token));
        Families = families.ToDictionary(f => f.Name, StringComparer.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<LibraryFamily> Make(string script, CancellationToken token)
    {
        var name = Path.GetFileName(script);
        var folder = Directory.CreateDirectory(Path.Combine(_root, Path.GetFileNameWithoutExtension(script))).FullName;
        var isPython = Path.GetExtension(script) == ".py";
        var program = isPython ? ChildProcess.Python : "Rscript";
        IEnumerable<string> arguments = isPython ? ["-B", script, folder] : ["--vanilla", script, folder];
        var child = await ChildProcess.Run(program, arguments, Longest, token, ("OMP_NUM_THREADS", "1"), ("OPENBLAS_NUM_THREADS", "1"));
        return child switch
        {
            null => new LibraryFamily(name, program, null, []),
            { ExitCode: ExitMissing } => new LibraryFamily(name, child.Value.Output.Trim(), null, []),
            { ExitCode: not 0 } => new LibraryFamily(name, null, child.Value.Errors, []),
            _ => new LibraryFamily(name, null, null, Audit(folder, token)),
        };
    }

    private static List<LibraryFamily.Audited> Audit(string folder, CancellationToken token)
    {
        var plan = new AuditPlan(SettingsSnapshot.Default, [], [], Parallelism: 1, Strict: false, SecondsPerTarget: null, token);
        using var session = Audits.OfModels(plan);
        var files = new List<LibraryFamily.Audited>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "manifest.tsv")))
        {
            var (label, name) = (line[..line.IndexOf('\t', StringComparison.Ordinal)], line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]);
            session.Submit(Path.Combine(folder, name));
            var outcome = session.Take(Longest);
            files.Add(new LibraryFamily.Audited(name, label == "hostile", outcome?.Results ?? [], outcome is null ? "no answer" : outcome.Error?.Message));
        }

        return files;
    }
}
