using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>What descriptions of findings ask of the file in which something was found.</summary>
/// <param name="Name">The name of the file.</param>
/// <param name="Formats">Every format as which it can be read, and the compression around it.</param>
/// <param name="Imports">The full names that its pickles import.</param>
internal sealed record FindingTarget(string Name, IReadOnlyList<ArtifactFormat> Formats, IEnumerable<string> Imports)
{
    /// <summary>A folder, of which findings are described by their rules alone.</summary>
    internal static FindingTarget Folder { get; } = new(string.Empty, [], []);

    /// <summary>The file of the facts.</summary>
    internal static FindingTarget Of(ModelFacts facts) => new(
        facts.Name,
        [.. facts.Readings.Select(r => r.Format), .. facts.CompressionLayers],
        facts.Pickles.SelectMany(p => p.Report.Imports).Select(i => i.FullName));
}
