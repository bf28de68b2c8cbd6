using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets;

/// <summary>Short ways for tests to read content and ask a check about it.</summary>
internal static class Reading
{
    internal static DatasetFacts Of(string text, string path = "table.csv", DatasetSettings? settings = null) => Of(System.Text.Encoding.UTF8.GetBytes(text), path, settings);

    internal static DatasetFacts Of(byte[] content, string path = "table.csv", DatasetSettings? settings = null)
    {
        using var source = new MemorySource(content);
        return DatasetReader.Read(source, path, settings ?? new(), TestContext.Current.CancellationToken);
    }

    internal static Verdict Ask<TCheck>(DatasetFacts facts, DatasetSettings? settings = null)
        where TCheck : DatasetCheck, new()
        => new TCheck().Evaluate(facts, settings is null ? SettingsSnapshot.Default : SettingsSnapshot.Default.With(settings));

    internal static Verdict Ask<TCheck>(string text, string path = "table.csv")
        where TCheck : DatasetCheck, new()
        => Ask<TCheck>(Of(text, path));
}
