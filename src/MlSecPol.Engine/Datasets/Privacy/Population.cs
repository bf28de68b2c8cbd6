using MlSecPol.Engine.Artifacts;

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
            var facts = DatasetReader.Read(source, path, settings, token, rows);
            if (facts.IsTable && facts.Gap is null && rows.Rows.Count == facts.Rows) return rows;
            var reason = facts.Gap?.Reason ?? $"it holds {facts.FormatName}, whose rows are not grouped";
            throw new ArtifactException(ArtifactErrorKind.Malformed, $"The population '{path}' was not read: {reason}.", "Name a table with the columns that are declared as quasi-identifiers.");
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }
}
