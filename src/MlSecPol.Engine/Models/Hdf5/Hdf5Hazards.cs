using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Notes what leads out of an HDF5 file, the first hundred of each rule.</summary>
internal sealed class Hdf5Hazards(Hdf5Space space)
{
    private const int MostOfARule = 100;

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Notes a file or address that opening <paramref name="path"/> reads.</summary>
    internal void External(string rule, string path, long address, string file, string detail)
    {
        var isRemote = file.Contains("://", StringComparison.Ordinal);
        Add(isRemote ? HazardEffect.Network : HazardEffect.ReadFile, rule, path, address, detail, ShortText.Of(file));
    }

    internal void Add(HazardEffect effect, string rule, string path, long address, string detail, string? evidence = null)
    {
        var count = _counts[rule] = _counts.GetValueOrDefault(rule) + 1;
        if (count > MostOfARule) return;
        space.Facts.Add(new ModelHazard(ModelAspect.KerasConfiguration, effect, rule, ShortText.Of(path), detail, space.Member, address, ShortText.Of(path), evidence));
    }
}
