namespace MlSecPol.Engine.Artifacts;

/// <summary>Ownership arithmetic: which bytes of a file some structure claims, which are claimed twice and which by nobody.</summary>
internal sealed class RangeMap(long length)
{
    private readonly List<ByteRange> _owned = [];

    /// <summary>Notes that a structure claims a range, as far as it lies in the file.</summary>
    internal void Own(long start, long end)
    {
        start = Math.Clamp(start, 0, length);
        end = Math.Clamp(end, start, length);
        if (end > start) _owned.Add(new ByteRange(start, end));
    }

    /// <summary>The ranges that nobody claims, in order.</summary>
    internal IReadOnlyList<ByteRange> Unowned()
    {
        _owned.Sort((a, b) => a.Start.CompareTo(b.Start));
        var holes = new List<ByteRange>();
        long reached = 0;
        foreach (var range in _owned)
        {
            if (range.Start > reached) holes.Add(new ByteRange(reached, range.Start));
            reached = Math.Max(reached, range.End);
        }

        if (reached < length) holes.Add(new ByteRange(reached, length));
        return holes;
    }
}
