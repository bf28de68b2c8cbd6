namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>Counts the bytes that the members and layers of one file expand to.</summary>
internal sealed class ExpansionBudget(ArtifactLimits limits, long inputLength)
{
    private readonly long _allowed = Math.Min(limits.ExpandedBytes, Math.Max(limits.RatioFreeBytes, Scaled(inputLength, limits.ExpansionRatio)));
    private long _used;

    /// <summary>The limits from which it was made.</summary>
    internal ArtifactLimits Limits => limits;

    /// <summary>Takes bytes from the budget.</summary>
    /// <exception cref="ArtifactException">Nothing is left.</exception>
    internal void Charge(long bytes)
    {
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
