using System.Collections.Frozen;

namespace MlSecPol.Engine.Models.Repository.Dependencies;

/// <summary>Reads lists of packages: requirement and constraint files of pip, project files, environments of conda, set-up scripts and container files.</summary>
internal static class RequirementReader
{
    private const int MostRequirements = 10_000;

    private static readonly FrozenSet<string> LockFiles = new[]
    {
        "poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "conda-lock.yml", "pixi.lock",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> CondaFiles = new[]
    {
        "environment.yml", "environment.yaml", "conda.yml", "conda.yaml", "conda_env.yml", "conda_env.yaml",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file of that name fixes the versions of all packages.</summary>
    internal static bool IsLockFile(string name) => LockFiles.Contains(name);

    /// <summary>Adds the packages.</summary>
    internal static void Read(RepositoryBuilder facts)
    {
        var constraints = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in facts.Files)
        {
            facts.Token.ThrowIfCancellationRequested();
            if (Reader(file) is not { } read || facts.Text(file, RepositoryAspect.Dependencies) is not { } text) continue;
            try
            {
                foreach (var requirement in read(file.Path, text.ReplaceLineEndings("\n"), facts.Token))
                {
                    if (facts.Requirements.Count >= MostRequirements)
                    {
                        facts.AddGap(RepositoryAspect.Dependencies, CoverageGapKind.LimitReached, file.Path, $"The folder asks for more than {MostRequirements} packages.");
                        return;
                    }

                    // A constraint installs nothing; it fixes what others ask for.
                    if (!IsConstraints(file) || requirement.Pinning is Pinning.UntrustedSource or Pinning.SecondSource) facts.Requirements.Add(requirement);
                    else if (requirement.Pinning is Pinning.Version or Pinning.Content) constraints.Add(requirement.Name);
                }
            }
            catch (FormatException e)
            {
                facts.AddGap(RepositoryAspect.Dependencies, CoverageGapKind.Malformed, file.Path, $"'{file.Path}' cannot be read: {e.Message}");
            }
        }

        for (var i = 0; i < facts.Requirements.Count; i++)
        {
            if (facts.Requirements[i] is { Pinning: Pinning.Open } open && constraints.Contains(open.Name)) facts.Requirements[i] = open with { Pinning = Pinning.Version };
        }
    }

    private static Func<string, string, CancellationToken, IEnumerable<PackageRequirement>>? Reader(RepositoryFile file)
    {
        if (IsConstraints(file) || IsList(file)) return (path, text, _) => PipList.Lines(path, text.Split('\n'));
        if (CondaFiles.Contains(file.Name)) return (path, text, _) => CondaEnvironment.Read(path, text);
        if (ContainerFile.IsName(file.Name)) return (path, text, _) => ContainerFile.Read(path, text.Split('\n'));
        return file.Name switch
        {
            "pyproject.toml" or "Pipfile" => (path, text, _) => ProjectFile.Read(path, text.Split('\n')),
            "setup.cfg" => (path, text, _) => SetupFile.Configuration(path, text.Split('\n')),
            "setup.py" => SetupFile.Script,
            _ => null,
        };
    }

    private static bool IsList(RepositoryFile file) =>
        file.Name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
        && (file.Name.Contains("requirements", StringComparison.OrdinalIgnoreCase) || file.Path.Contains("requirements/", StringComparison.OrdinalIgnoreCase));

    private static bool IsConstraints(RepositoryFile file) =>
        file.Name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && file.Name.Contains("constraints", StringComparison.OrdinalIgnoreCase);
}
