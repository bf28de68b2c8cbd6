using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Profiles;

/// <summary>Measures, stores and merges profiles of datasets.</summary>
public static class DatasetProfiles
{
    /// <summary>How the names of files with a profile end.</summary>
    public const string Extension = ProfileFile.Extension;

    /// <summary>Whether a file holds a profile, by its name.</summary>
    public static bool IsProfile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The profile of a file: read from it where it is one, and measured otherwise.</summary>
    /// <exception cref="ArtifactException">The file cannot be read, or is no table.</exception>
    public static DatasetProfile Measure(string path, DatasetSettings settings, int parallelism, IProgress<long> bytesRead, CancellationToken token) =>
        ProfileView.Of(StateOf(path, settings, parallelism, bytesRead, token));

    /// <summary>The profile behind a state, see <see cref="DatasetProfile.State"/>.</summary>
    /// <exception cref="ArtifactException">The text is no state.</exception>
    public static DatasetProfile FromState(string state) => ProfileView.Of(Parse(state));

    /// <summary>One profile of many parts.</summary>
    /// <exception cref="ArtifactException">A text is no state.</exception>
    /// <exception cref="UsageException">They were made with different settings.</exception>
    public static DatasetProfile Merge(IReadOnlyList<DatasetProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        if (profiles.Count == 0) throw new ArgumentException("There is no profile.", nameof(profiles));
        var merged = Parse(profiles[0].State);
        foreach (var profile in profiles.Skip(1)) merged.Merge(Parse(profile.State));
        return ProfileView.Of(merged);
    }

    /// <summary>Writes a profile as a JSON document.</summary>
    public static void Write(Stream output, DatasetProfile profile) => ProfileFile.Write(output, profile);

    /// <summary>The JSON Table Schema that a profile suggests.</summary>
    public static string Schema(DatasetProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return TableSchema.Of(Parse(profile.State));
    }

    internal static ProfileState StateOf(string path, DatasetSettings settings, int parallelism, IProgress<long> bytesRead, CancellationToken token)
    {
        if (IsProfile(path)) return ProfileFile.Read(path);
        using var source = FileSource.Open(path);
        var facts = DatasetReader.Read(source, path, settings, token, bytesRead, parallelism);
        if (facts.IsTable) return ProfileState.Of(facts, settings);
        throw new ArtifactException(ArtifactErrorKind.Malformed, $"'{path}' holds {facts.FormatName}, which is not read as a dataset.", "Name a file with rows; Test-MlDataset says more of this one.");
    }

    internal static ProfileState Parse(string state)
    {
        ArgumentNullException.ThrowIfNull(state);
        try
        {
            return ProfileState.FromText(state);
        }
        catch (InvalidDataException e)
        {
            throw new ArtifactException(ArtifactErrorKind.Malformed, $"The state of a profile cannot be read: {e.Message}", "Take the property State of what Measure-MlDataset emits.", e);
        }
    }
}
