namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>Counts the bytes that the members and layers of one file expand to.</summary>
internal sealed class ExpansionBudget(ArtifactLimits limits, long inputLength)
{
    private readonly long _allowed = Math.Min(limits.ExpandedBytes, Math.Max(limits.RatioFreeBytes, Scaled(inputLength, limits.ExpansionRatio)));
    private ExpansionBudget? _whole;
    private long _kept = long.MaxValue;
    private long _used;

    /// <summary>The limits from which it was made.</summary>
    internal ArtifactLimits Limits => limits;

    /// <summary>The same budget for content of which only the beginning is wanted: all of it is expanded, counted and summed up, and the rest is dropped at once.</summary>
    internal ExpansionBudget Keeping(long bytes) => new(limits, inputLength) { _whole = this, _kept = bytes };

    /// <summary>A place for what is expanded.</summary>
    internal SpillSource NewSink() => new(limits.BufferedBytes, _kept);

    /// <summary>Takes bytes from the budget; a negative number gives back what is going to be expanded again.</summary>
    /// <exception cref="ArtifactException">Nothing is left.</exception>
    internal void Charge(long bytes)
    {
        if (_whole is { } whole)
        {
            whole.Charge(bytes);
            return;
        }

        _used += bytes;
        if (_used <= _allowed) return;
        var name = _allowed == limits.ExpandedBytes ? nameof(ArtifactLimits.ExpandedBytes) : nameof(ArtifactLimits.ExpansionRatio);
        throw new ArtifactException(
            ArtifactErrorKind.LimitReached,
            $"The content expands to more than {_allowed} bytes (limit {name}).",
            $"If the file is trusted to be that large, raise {name} in the settings.");
    }

    private static long Scaled(long length, int ratio) => length > long.MaxValue / Math.Max(1, ratio) ? long.MaxValue : length * ratio;
}
