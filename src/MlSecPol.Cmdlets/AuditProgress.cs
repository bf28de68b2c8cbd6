using System.Diagnostics;
using System.Management.Automation;

namespace MlSecPol.Cmdlets;

/// <summary>The progress record of a run: silent for the first second, then at most five times a second.</summary>
internal sealed class AuditProgress(Cmdlet cmdlet, string activity)
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly ProgressRecord _record = new(cmdlet.GetHashCode() & 0xffff, activity, "Starting");
    private TimeSpan _next = Delay;
    private bool _isShown;
    private string? _current;
    private long? _length;

    /// <summary>Time between two looks.</summary>
    internal static TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows where the run is, when it is time.</summary>
    internal void Show(int done, int submitted, long bytesRead, string? current)
    {
        if (current is not null) _current = current;
        if (_clock.Elapsed < _next) return;
        _next = _clock.Elapsed + Interval;
        _isShown = true;
        var rate = bytesRead / _clock.Elapsed.TotalSeconds;
        _record.StatusDescription = $"{done} of {submitted} files, {bytesRead / 1e6:F0} MB read, {rate / 1e6:F0} MB/s";
        if (_current is not null) _record.CurrentOperation = _current;
        ShowRest(submitted, bytesRead, rate);
        cmdlet.WriteProgress(_record);
    }

    /// <summary>How long a single file will take at this rate; of several nobody knows how many are still to come.</summary>
    private void ShowRest(int submitted, long bytesRead, double rate)
    {
        const int Unknown = -1;
        if (submitted == 1) _length ??= File.Exists(_current) ? new FileInfo(_current).Length : 0;
        // Packed files unpack to more than their length.
        var isKnown = submitted == 1 && rate > 0 && _length > bytesRead;
        _record.SecondsRemaining = isKnown ? (int)Math.Min(int.MaxValue, (_length!.Value - bytesRead) / rate) : Unknown;
        _record.PercentComplete = isKnown ? (int)(100 * bytesRead / _length!.Value) : Unknown;
    }

    /// <summary>Takes the record away.</summary>
    internal void Hide()
    {
        if (!_isShown) return;
        _record.RecordType = ProgressRecordType.Completed;
        cmdlet.WriteProgress(_record);
    }
}
