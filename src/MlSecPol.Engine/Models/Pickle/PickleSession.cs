using System.Diagnostics;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>What all runs over one content and the pickles in it share: limits, record, time.</summary>
internal sealed class PickleSession(PickleLimits limits, CancellationToken token)
{
    private readonly HashSet<(long Offset, PickleReading Reading)> _nestedSeen = [];
    private readonly long _started = Stopwatch.GetTimestamp();

    public PickleLimits Limits { get; } = limits;

    public PickleRecorder Recorder { get; } = new(limits);

    public bool HasRawArrays { get; set; }

    public bool UsesBuffers { get; set; }

    public bool HasStraddledFrames { get; set; }

    /// <summary>The first trouble with a pickle inside an argument; null when there was none.</summary>
    public PickleGap? InnerGap { get; set; }

    /// <summary>Whether the bytes at the offset have not been run as a nested pickle in this reading before; always true for a negative offset.</summary>
    public bool IsFirstTime(long offset) => offset < 0 || _nestedSeen.Add((offset, Recorder.Reading));

    /// <summary>Whether wrapped raw arrays are skipped, as joblib does, or run as instructions, as the plain unpickler does.</summary>
    public bool SkipsRawArrays { get; set; } = true;

    /// <summary>Whether there is time left; cancels when asked to.</summary>
    public bool MayGoOn()
    {
        token.ThrowIfCancellationRequested();
        return Limits.Seconds <= 0 || Stopwatch.GetElapsedTime(_started).TotalSeconds < Limits.Seconds;
    }
}
