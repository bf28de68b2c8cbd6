using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Datasets.Formats;

namespace MlSecPol.Engine.Datasets.Privacy;

/// <summary>The table of the population from which a dataset comes.</summary>
internal static class Population
{
    /// <summary>Reads it, its rows hashed by the key of the dataset.</summary>
    /// <exception cref="ArtifactException">The file cannot be read, or not to its end.</exception>
    internal static PrivacyRows Read(string path, DatasetSettings settings, long key, CancellationToken token)
    {
        var rows = new PrivacyRows(settings with { Sensitive = [] }, key);
        try
        {
            using var source = FileSource.Open(path);
            using var table = new TableAccumulator(settings, privacy: rows);
            var budget = new ExpansionBudget(settings.Formats.ToArtifactLimits(), source.Length);
            var facts = new ContentReader(table, settings, budget, parallelism: 1, token).Read(source, path, depth: 0, bytesRead: null);
            if (facts.IsTable && table.Gap is null && rows.Rows.Count == table.Rows) return rows;
            var reason = table.Gap?.Reason ?? $"it holds {facts.FormatName}, whose rows are not grouped";
            throw new ArtifactException(ArtifactErrorKind.Malformed, $"The population '{path}' was not read: {reason}.", "Name a table with the columns that are declared as quasi-identifiers.");
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }
}
