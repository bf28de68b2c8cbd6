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

    /// <summary>Time between two looks.</summary>
    internal static TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows where the run is, when it is time.</summary>
    internal void Show(int done, int submitted, long bytesRead, string? current)
    {
        if (_clock.Elapsed < _next) return;
        _next = _clock.Elapsed + Interval;
        _isShown = true;
        _record.StatusDescription = $"{done} of {submitted} files, {bytesRead / 1e6:F0} MB read";
        if (current is not null) _record.CurrentOperation = current;
        cmdlet.WriteProgress(_record);
    }

    /// <summary>Takes the record away.</summary>
    internal void Hide()
    {
        if (!_isShown) return;
        _record.RecordType = ProgressRecordType.Completed;
        cmdlet.WriteProgress(_record);
    }
}
