using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Repository;

/// <summary>A model folder that a test makes file by file, and the answers on it.</summary>
internal sealed class ModelFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("mlsecpol-folder-").FullName;

    public ModelFolder(params (string Path, string Text)[] files)
    {
        Directory.CreateDirectory(Folder);
        foreach (var (path, text) in files) Write(path, text);
    }

    /// <summary>The folder; beside it is room for what must not be read.</summary>
    public string Folder => Path.Combine(_root, "model");

    public string Beside(string name) => Path.Combine(_root, name);

    public ModelFolder Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public ModelFolder Write(string path, byte[] content)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return this;
    }

    public RepositoryFacts Read(RepositorySettings? settings = null) =>
        RepositoryReader.Read(Folder, settings ?? new RepositorySettings(), null, TestContext.Current.CancellationToken);

    public CheckResult Answer(string checkId, RepositorySettings? settings = null)
    {
        var snapshot = settings is null ? SettingsSnapshot.Default : SettingsSnapshot.Default.With(settings);
        var runner = new CheckRunner<RepositoryFacts>(CheckSet<RepositoryFacts>.All.Select([checkId], []), snapshot, TimeProvider.System);
        return Assert.Single(runner.Evaluate(Folder, Read(settings), TestContext.Current.CancellationToken).Results);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
