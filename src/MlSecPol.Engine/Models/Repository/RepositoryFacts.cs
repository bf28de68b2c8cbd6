using MlSecPol.Engine.Models.Repository.Cards;
using MlSecPol.Engine.Models.Repository.Code;
using MlSecPol.Engine.Models.Repository.Dependencies;
using MlSecPol.Engine.Models.Repository.Licences;
using MlSecPol.Engine.Models.Repository.Manifests;
using MlSecPol.Engine.Models.Repository.Secrets;
using MlSecPol.Engine.Models.Repository.Signing;
using MlSecPol.Engine.Models.Repository.Weights;

namespace MlSecPol.Engine.Models.Repository;

/// <summary>What is known of the folder around a model: everything beside the weights that decides whether they may be used. Facts only; checks judge them.</summary>
public sealed record RepositoryFacts
{
    /// <summary>Full path of the folder, or address of the repository on a hub at one commit.</summary>
    public required string Folder { get; init; }

    /// <summary>Every file, in ordinal order of the paths; what <c>.git</c> holds is left out.</summary>
    public IReadOnlyList<RepositoryFile> Files { get; init; } = [];

    /// <summary>Links to folders; links to files stand with the <see cref="Files"/>.</summary>
    public IReadOnlyList<RepositoryLink> FolderLinks { get; init; } = [];

    /// <summary>Settings of the folder's own git configuration that make git run a program, each <c>key = value</c>.</summary>
    public IReadOnlyList<string> GitCommands { get; init; } = [];

    /// <summary>What is stated on where the model comes from.</summary>
    public IReadOnlyList<RepositoryOrigin> Origins { get; init; } = [];

    /// <summary>Digests that files of the folder state for others, with what came of comparing them.</summary>
    public IReadOnlyList<StatedDigest> StatedDigests { get; init; } = [];

    /// <summary>The model card; null when there is none.</summary>
    public ModelCard? Card { get; init; }

    /// <summary>Licences that are stated, by the card or as texts.</summary>
    public IReadOnlyList<LicenceStatement> Licences { get; init; } = [];

    /// <summary>Indexes of weights that are split over several files.</summary>
    public IReadOnlyList<WeightIndex> WeightIndexes { get; init; } = [];

    /// <summary>Configurations of models, with what the weights beside them say.</summary>
    public IReadOnlyList<ModelConfiguration> Configurations { get; init; } = [];

    /// <summary>Configurations of adapters, with what their weights say.</summary>
    public IReadOnlyList<AdapterConfiguration> Adapters { get; init; } = [];

    /// <summary>Packages that the folder asks to install.</summary>
    public IReadOnlyList<PackageRequirement> Requirements { get; init; } = [];

    /// <summary>Files that fix the versions of all packages, such as <c>poetry.lock</c>.</summary>
    public IReadOnlyList<string> LockFiles { get; init; } = [];

    /// <summary>How many Python files, notebooks, start-up hooks, shell scripts and container files were read.</summary>
    public int CodeFiles { get; init; }

    /// <summary>What the code does that loads or runs what it should not trust.</summary>
    public IReadOnlyList<CodeHazard> CodeHazards { get; init; } = [];

    /// <summary>How many texts were searched for credentials.</summary>
    public int TextsSearched { get; init; }

    /// <summary>Credentials, masked.</summary>
    public IReadOnlyList<SecretSighting> Secrets { get; init; } = [];

    /// <summary>The signature over the folder; null when there is none.</summary>
    public FolderSignature? Signature { get; init; }

    /// <summary>What was not read.</summary>
    public IReadOnlyList<RepositoryGap> Gaps { get; init; } = [];
}
