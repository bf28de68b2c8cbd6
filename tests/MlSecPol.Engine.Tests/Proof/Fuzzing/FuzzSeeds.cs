using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Tests.Corpus;
using MlSecPol.Engine.Tests.Models;

namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>Whole files of every format, from the corpus, the samples and the fixtures, in the same order everywhere.</summary>
internal static class FuzzSeeds
{
    private const int Largest = 256 * 1024;

    private static readonly Lazy<IReadOnlyDictionary<ArtifactFormat, IReadOnlyList<Seed>>> Lazily = new(Collect);

    /// <summary>One seed. Its name may decide how it is read.</summary>
    internal sealed record Seed(string Name, byte[] Content);

    /// <summary>The seeds of each format that the engine reads.</summary>
    public static IReadOnlyDictionary<ArtifactFormat, IReadOnlyList<Seed>> ByFormat => Lazily.Value;

    /// <summary>The formats that the engine reads.</summary>
    public static IEnumerable<ArtifactFormat> Read => Enum.GetValues<ArtifactFormat>().Where(ContentReader.IsRead);

    private static Dictionary<ArtifactFormat, IReadOnlyList<Seed>> Collect()
    {
        var seeds = new SortedDictionary<ArtifactFormat, List<Seed>>();
        foreach (var seed in All().Where(s => s.Content.Length is > 0 and <= Largest))
        {
            foreach (var reading in Samples.Read(seed.Content, seed.Name).Readings)
            {
                if (!seeds.TryGetValue(reading.Format, out var list)) seeds.Add(reading.Format, list = []);
                list.Add(seed);
            }
        }

        seeds.Add(ArtifactFormat.TorchServeManifest, [MoreSeeds.Manifest]);
        return seeds.ToDictionary(s => s.Key, s => (IReadOnlyList<Seed>)s.Value);
    }

    private static IEnumerable<Seed> All() =>
    [
        .. new[] { CodeCases.All(), KerasCases.All(), ObjectsCases.All(), TextCases.All(), TfCases.All(), TorchCases.All() }.SelectMany(c => c).Select(c => new Seed(c.FileName, c.Content)),
        .. Proof.Corpus.Models.Select(p => new Seed(Path.GetFileName(p), File.ReadAllBytes(p))),
        .. MoreSeeds.All(),
    ];
}
