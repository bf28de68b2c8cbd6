using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Files.Access;
using MlSecPol.Engine.Datasets.Files.Antivirus;
using MlSecPol.Engine.Datasets.Files.Checks;
using MlSecPol.Engine.Datasets.Files.Checksums;
using MlSecPol.Engine.Datasets.Files.Companions;
using MlSecPol.Engine.Datasets.Files.Containers;
using MlSecPol.Engine.Datasets.Files.Signatures;
using MlSecPol.Engine.Datasets.Files.Volumes;

namespace MlSecPol.Engine.Datasets.Files;

/// <summary>
/// Looks at datasets as files, each beside the reading of its rows: a thread of its own goes over the same bytes while they are still in memory of the system, so that
/// the parser knows nothing of hashes, signatures and antivirus engines. One instance serves one run, and remembers what many files share.
/// </summary>
public sealed class FileReader
{
    private readonly FileSettings _settings;
    private readonly FileQuestions _questions;
    private readonly TrustedKeys _keys;
    private readonly CompanionFiles _companions = new();
    private readonly AntivirusClient _antivirus;

    private FileReader(FileSettings settings, FileQuestions questions)
    {
        _settings = settings;
        _questions = questions;
        _antivirus = new AntivirusClient(settings.Antivirus);
        _keys = TrustedKeys.Load(Asks(FileQuestions.Signatures) ? settings.TrustedKeys : []);
    }

    /// <summary>A reader that looks for what the checks ask.</summary>
    /// <exception cref="UsageException">The settings name a file of keys that is not sound.</exception>
    public static FileReader For(CheckSet<DatasetFacts> checks, DatasetSettings settings)
    {
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(settings);
        return Asking(checks.Entries.Select(e => e.Check).OfType<FileCheck>().Aggregate(FileQuestions.None, (all, check) => all | check.Questions), settings.File);
    }

    /// <summary>A reader that looks for what is asked.</summary>
    internal static FileReader Asking(FileQuestions questions, FileSettings settings) => new(settings, questions);

    /// <summary>Reads the rows by the given reader, and everything else beside it.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="rows">Reads the rows.</param>
    /// <param name="token">Ends both.</param>
    /// <exception cref="ArtifactException">The device failed.</exception>
    public DatasetFacts Complete(ByteSource source, string path, Func<CancellationToken, DatasetFacts> rows, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(rows);
        if (_questions == FileQuestions.None) return rows(token);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(token);
        var file = Task.Run(() => Read(source, path, both.Token), CancellationToken.None);
        DatasetFacts facts;
        try
        {
            facts = rows(token);
        }
        catch
        {
            // The source is closed by the caller, so whoever reads it has to be gone; the trouble of the rows is the one to tell.
            both.Cancel();
            ((IAsyncResult)file).AsyncWaitHandle.WaitOne();
            throw;
        }

        return facts with { File = file.GetAwaiter().GetResult() };
    }

    /// <summary>Adds what is known of the files of a folder that is one dataset.</summary>
    /// <param name="facts">What is known of the rows.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="token">Ends the reading.</param>
    public DatasetFacts CompleteFolder(DatasetFacts facts, string folder, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (_questions == FileQuestions.None) return facts;
        var parts = new List<(DatasetFacts, FileFacts)>();
        foreach (var path in FileTree.Files(folder, unreadable => throw unreadable, token))
        {
            using var source = FileSource.Open(path);
            parts.Add((facts with { Path = path, Length = source.Length }, Read(source, path, token)));
        }

        return facts with { File = new FileFacts { Parts = parts } };
    }

    /// <summary>Looks at a file.</summary>
    internal FileFacts Read(ByteSource source, string path, CancellationToken token)
    {
        var facts = new FileFacts
        {
            Access = Asks(FileQuestions.Access) ? AccessReader.Read(path) : null,
            Volume = Asks(FileQuestions.Volume) ? VolumeReader.Read(path, _settings) : null,
            Companions = Asks(FileQuestions.Companions) ? CompanionReader.Read(path, _companions, _settings) : null,
        };
        facts = ReadContent(facts, source, path, token);
        return Asks(FileQuestions.Content) ? facts with { Content = ContainerInspector.Inspect(source, path, _settings.Containers.ToArtifactLimits(), token) } : facts;
    }

    private FileFacts ReadContent(FileFacts facts, ByteSource source, string path, CancellationToken token)
    {
        if (!Asks(FileQuestions.Checksums | FileQuestions.Signatures | FileQuestions.Antivirus)) return facts;
        using var reading = new ContentReading(
            Asks(FileQuestions.Checksums) ? new ManifestSearch(_companions).Find(path) : [],
            Asks(FileQuestions.Signatures) ? SignatureSearch.Find(path, _keys) : []);
        using var scan = Asks(FileQuestions.Antivirus) ? _antivirus.Begin(path, source.Length, token) : null;
        reading.Run(source, scan, token);
        return facts with { Sha256 = reading.Sha256, Checksums = reading.Checksums, Signatures = reading.Signatures, Antivirus = scan?.Conclude() };
    }

    private bool Asks(FileQuestions any) => (_questions & any) != 0;
}
