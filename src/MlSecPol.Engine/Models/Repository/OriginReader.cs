namespace MlSecPol.Engine.Models.Repository;

/// <summary>Reads statements of origin other than git's: the download records of the hub's client, the place in its cache, and the run that MLflow names.</summary>
internal static class OriginReader
{
    private const string DownloadRecords = ".cache/huggingface/download/";

    /// <summary>Adds what is stated.</summary>
    internal static void Read(RepositoryBuilder facts)
    {
        // Each record's first line is the commit that the file was downloaded from.
        var records = facts.Files.Where(f => f.Path.StartsWith(DownloadRecords, StringComparison.Ordinal) && f.Path.EndsWith(".metadata", StringComparison.Ordinal));
        foreach (var commit in records.Select(f => (f.Path, Commit: FirstLine(facts.Text(f, RepositoryAspect.Origin)))).Where(r => GitFolder.IsCommit(r.Commit)).DistinctBy(r => r.Commit, StringComparer.OrdinalIgnoreCase))
        {
            facts.Origins.Add(new RepositoryOrigin("hub", commit.Commit, null, commit.Path));
        }

        if (facts.IsLocal) ReadCache(facts);
        if (facts.Find("MLmodel") is { } model && facts.Text(model, RepositoryAspect.Origin) is { } text && Value(text, "run_id:") is { Length: > 0 } run)
        {
            facts.Origins.Add(new RepositoryOrigin("mlflow", run, null, model.Path));
        }
    }

    /// <summary>In the cache of the hub's client the folder is named after the commit.</summary>
    private static void ReadCache(RepositoryBuilder facts)
    {
        var parent = Path.GetDirectoryName(facts.Folder);
        if (Path.GetFileName(parent) == "snapshots" && GitFolder.IsCommit(Path.GetFileName(facts.Folder)))
        {
            var repository = Path.GetFileName(Path.GetDirectoryName(parent)) ?? string.Empty;
            var source = repository.StartsWith("models--", StringComparison.Ordinal) ? repository["models--".Length..].Replace("--", "/", StringComparison.Ordinal) : null;
            facts.Origins.Add(new RepositoryOrigin("hub", Path.GetFileName(facts.Folder), source, "."));
        }
    }

    private static string FirstLine(string? text) => text?.Split('\n', 2)[0].Trim() ?? string.Empty;

    private static string? Value(string text, string key) =>
        text.Split('\n').FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim().Trim('\'', '"');
}
