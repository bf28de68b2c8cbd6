using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Formats;

/// <summary>
/// Collections of files that others publish for readers of formats, looked at where somebody has them: MLSECPOL_FORMAT_FILES names a folder with copies of
/// JSONTestSuite, parquet-testing and arrow-testing. They are not part of the repository.
/// </summary>
public sealed class PublicFilesTests
{
    [Fact]
    public void Good_files_are_read_and_bad_ones_never_pass()
    {
        var folder = Environment.GetEnvironmentVariable("MLSECPOL_FORMAT_FILES");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "MLSECPOL_FORMAT_FILES names no folder.");
        var (files, wrong) = (0, new List<string>());
        foreach (var path in Directory.EnumerateFiles(folder!, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            using var source = FileSource.Open(path);
            var facts = DatasetReader.Read(source, path, new(), TestContext.Current.CancellationToken);
            files++;
            var isWhole = Reading.Ask<MalformedRecords>(facts).Status is CheckStatus.Pass or CheckStatus.NotApplicable && Reading.Ask<MagicMismatch>(facts).Status == CheckStatus.Pass;
            if (name.StartsWith("n_", StringComparison.Ordinal) && isWhole) wrong.Add($"{name} passes");
            if (name.StartsWith("y_", StringComparison.Ordinal) && facts.Malformed.ContainsKey(MalformedKind.InvalidJson)) wrong.Add($"{name} is not read");
        }

        Assert.True(files > 0, $"There is no file in {folder}.");
        Assert.Empty(wrong);
    }
}
