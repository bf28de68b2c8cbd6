using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Files;
using MlSecPol.Engine.Datasets.Files.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Files;

/// <summary>Short ways for tests to look at a file with all that stands beside it, and to ask a check about it.</summary>
internal static class FileReading
{
    internal static Verdict Ask<TCheck>(string path, FileSettings? settings = null)
        where TCheck : FileCheck, new()
    {
        var check = new TCheck();
        var datasets = new DatasetSettings { File = settings ?? new() };
        using var source = FileSource.Open(path);
        var facts = FileReader.Asking(check.Questions, datasets.File)
            .Complete(source, path, token => DatasetReader.Read(source, path, datasets, token), TestContext.Current.CancellationToken);
        return check.Evaluate(facts, SettingsSnapshot.Default.With(datasets));
    }

    internal static Verdict Ask<TCheck>(byte[] content, string name, FileSettings? settings = null)
        where TCheck : FileCheck, new()
    {
        using var folder = new TemporaryFolder();
        return Ask<TCheck>(folder.Write(name, content), settings);
    }
}
