namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Where the instructions of an analysis stand, in the order in which they are carried out, up to a number that a reader can still take in.</summary>
internal sealed class PickleTrace
{
    /// <summary>Instructions that are noted.</summary>
    public const int Most = 5_000;

    private readonly List<long> _offsets = [];

    /// <summary>The offset of each noted instruction.</summary>
    public IReadOnlyList<long> Offsets => _offsets;

    /// <summary>Whether there were more.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>Notes an instruction.</summary>
    public void Add(long offset)
    {
        if (_offsets.Count < Most) _offsets.Add(offset);
        else IsCutOff = true;
    }
}
