using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace MlSecPol.Engine.Checks;

/// <summary>The run of one cmdlet: reads facts, runs checks, hands outcomes out in order.</summary>
/// <typeparam name="TFacts">What the reader finds out and the checks look at.</typeparam>
public sealed class AuditSession<TFacts> : IAuditSession, IProgress<long>
{
    // Small files come in thousands: whoever waits is woken for a batch of them, and looks by himself now and then, so that nothing that is ready waits long.
    private const int PendingPerWorker = 32;
    private const int OutcomesPerWorkerAndWaking = 8;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    private readonly Func<string, IProgress<long>, CancellationToken, TFacts> _read;
    private readonly Func<Exception, AuditError?> _classify;
    private readonly CheckRunner<TFacts> _runner;
    private readonly int _parallelism;
    private readonly IDisposable? _owned;
    private readonly CancellationToken _token;
    private readonly Queue<Place> _pending = new();

    // Guards what follows; also what the caller sleeps on.
    private readonly object _gate = new();
    private readonly Queue<Place> _waiting = new();
    private int _workers;
    private int _unheard;
    private long _bytesRead;

    /// <summary>Prepares a run; no work starts before <see cref="Submit"/>.</summary>
    /// <param name="read">Reads the facts of a target and reports the bytes it has read since its last report.</param>
    /// <param name="classify">Says what an exception of the reader means for the user; null for one that it does not know.</param>
    /// <param name="runner">Runs the checks.</param>
    /// <param name="parallelism">Targets read at once, at least 1.</param>
    /// <param name="owned">What the reader needs for the whole run, disposed of at its end; null for nothing.</param>
    /// <param name="token">Ends the run.</param>
    public AuditSession(
        Func<string, IProgress<long>, CancellationToken, TFacts> read,
        Func<Exception, AuditError?> classify,
        CheckRunner<TFacts> runner,
        int parallelism,
        IDisposable? owned,
        CancellationToken token)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        _read = read;
        _classify = classify;
        _runner = runner;
        _parallelism = parallelism;
        _owned = owned;
        _token = token;
    }

    /// <inheritdoc/>
    public int Pending => _pending.Count;

    /// <inheritdoc/>
    public bool IsFull => _pending.Count >= _parallelism * PendingPerWorker;

    /// <inheritdoc/>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <inheritdoc/>
    public bool Submit(string target)
    {
        var place = new Place(target);
        _pending.Enqueue(place);
        lock (_gate)
        {
            _waiting.Enqueue(place);
            if (_workers == _parallelism) return true;
            _workers++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static session => session.Work(), this, preferLocal: false);
        return true;
    }

    /// <inheritdoc/>
    public void SubmitEmpty(string target, string reason) =>
        _pending.Enqueue(new Place(target) { Outcome = new AuditOutcome(target, [_runner.Unread(target, Verdict.NotAssessed(reason))], null, TimeSpan.Zero, []), IsDone = true });

    /// <inheritdoc/>
    public AuditOutcome? Take(TimeSpan wait)
    {
        if (!_pending.TryPeek(out var head)) return null;
        if (!head.IsDone && (wait <= TimeSpan.Zero || !Await(head, wait))) return null;
        _pending.Dequeue();
        head.Failure?.Throw();
        return head.Outcome;
    }

    void IProgress<long>.Report(long value) => Interlocked.Add(ref _bytesRead, value);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Work that is still under way holds files open; it ends at the cancelled token and its outcome is nobody's.
        var started = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            _waiting.Clear();
            while (_workers > 0 && Stopwatch.GetElapsedTime(started) < Farewell) Monitor.Wait(_gate, LongestSleep);
        }

        _owned?.Dispose();
    }

    private bool Await(Place head, TimeSpan wait)
    {
        var started = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (!head.IsDone)
            {
                _token.ThrowIfCancellationRequested();
                var rest = wait - Stopwatch.GetElapsedTime(started);
                if (rest <= TimeSpan.Zero) return false;
                _unheard = 0;
                Monitor.Wait(_gate, rest < LongestSleep ? rest : LongestSleep);
            }
        }

        return true;
    }

    private void Work()
    {
        for (var place = Next(null); place is not null; place = Next(place))
        {
            try
            {
                _token.ThrowIfCancellationRequested();
                place.Outcome = Audit(place.Target);
            }
            catch (Exception e)
            {
                // Cancellations only; whoever takes the outcome is told.
                place.Failure = ExceptionDispatchInfo.Capture(e);
            }
        }
    }

    /// <summary>Tells that one target is done and gives the next; null when there is none and the worker may go.</summary>
    private Place? Next(Place? done)
    {
        lock (_gate)
        {
            if (done is not null)
            {
                done.IsDone = true;
                _unheard++;
            }

            if (_waiting.TryDequeue(out var next))
            {
                if (_unheard >= _parallelism * OutcomesPerWorkerAndWaking) Wake();
                return next;
            }

            _workers--;
            Wake();
            return null;
        }
    }

    private void Wake()
    {
        _unheard = 0;
        Monitor.PulseAll(_gate);
    }

    private AuditOutcome Audit(string target)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var facts = _read(target, this, _token);
            var readTime = Stopwatch.GetElapsedTime(started);
            var (results, timings) = _runner.Evaluate(target, facts, _token);
            return new AuditOutcome(target, results, null, readTime, timings);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Unreadable(target, e, Stopwatch.GetElapsedTime(started));
        }
    }

    private AuditOutcome Unreadable(string target, Exception exception, TimeSpan elapsed)
    {
        var error = _classify(exception) ?? new AuditError(
            "MlSecPol.Audit.Defect",
            AuditErrorKind.Defect,
            $"'{target}' could not be audited: {exception.GetType().Name}: {exception.Message}",
            "This is a defect of MlSecPol: report it with the file if you may share it.",
            exception);
        return new AuditOutcome(target, [_runner.Unread(target, Verdict.Error(error.Message))], error, elapsed, []);
    }

    /// <summary>One target and what came of it. Written by the worker that has it, read by the caller once it is done.</summary>
    private sealed class Place(string target)
    {
        private volatile bool _isDone;

        internal string Target { get; } = target;

        internal AuditOutcome? Outcome { get; set; }

        internal ExceptionDispatchInfo? Failure { get; set; }

        internal bool IsDone
        {
            get => _isDone;
            set => _isDone = value;
        }
    }
}
