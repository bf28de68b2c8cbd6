using System.Diagnostics;

namespace MlSecPol.Engine.Checks;

/// <summary>The run of one cmdlet: reads facts, runs checks, hands outcomes out in order.</summary>
/// <typeparam name="TFacts">What the reader finds out and the checks look at.</typeparam>
public sealed class AuditSession<TFacts> : IAuditSession, IProgress<long>
{
    private readonly Func<string, IProgress<long>, CancellationToken, TFacts> _read;
    private readonly Func<Exception, AuditError?> _classify;
    private readonly CheckRunner<TFacts> _runner;
    private readonly CancellationToken _token;
    private readonly SemaphoreSlim _slots;
    private readonly int _capacity;
    private readonly Queue<Task<AuditOutcome>> _pending = new();
    private long _bytesRead;

    /// <summary>Prepares a run; no work starts before <see cref="Submit"/>.</summary>
    /// <param name="read">Reads the facts of a target and reports the bytes it has read since its last report.</param>
    /// <param name="classify">Says what an exception of the reader means for the user; null for one that it does not know.</param>
    /// <param name="runner">Runs the checks.</param>
    /// <param name="parallelism">Targets read at once, at least 1.</param>
    /// <param name="token">Ends the run.</param>
    public AuditSession(
        Func<string, IProgress<long>, CancellationToken, TFacts> read,
        Func<Exception, AuditError?> classify,
        CheckRunner<TFacts> runner,
        int parallelism,
        CancellationToken token)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        _read = read;
        _classify = classify;
        _runner = runner;
        _token = token;
        _slots = new SemaphoreSlim(parallelism);
        // Room for finished work behind a slow head, so that the other slots do not idle.
        _capacity = parallelism * 8;
    }

    /// <inheritdoc/>
    public int Pending => _pending.Count;

    /// <inheritdoc/>
    public bool IsFull => _pending.Count >= _capacity;

    /// <inheritdoc/>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <inheritdoc/>
    public bool Submit(string target)
    {
        _pending.Enqueue(AuditWhenFree(target));
        return true;
    }

    /// <inheritdoc/>
    public void SubmitEmpty(string target, string reason) =>
        _pending.Enqueue(Task.FromResult(new AuditOutcome(target, [_runner.Unread(target, Verdict.NotAssessed(reason))], null, TimeSpan.Zero, [])));

    /// <inheritdoc/>
    public AuditOutcome? Take(TimeSpan wait)
    {
        if (!_pending.TryPeek(out var head) || !Wait(head, wait)) return null;
        // The task has ended: this unwraps its outcome or its cancellation and never blocks.
        return _pending.Dequeue().GetAwaiter().GetResult();
    }

    void IProgress<long>.Report(long value) => Interlocked.Add(ref _bytesRead, value);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Work that is still under way holds files open; it ends at the cancelled token and its outcome is nobody's.
        try
        {
            Task.WhenAll(_pending).Wait(TimeSpan.FromMilliseconds(500));
        }
        catch (AggregateException)
        {
            // Only cancellations: Audit lets nothing else out.
        }

        if (_pending.All(t => t.IsCompleted)) _slots.Dispose();
    }

    private bool Wait(Task<AuditOutcome> head, TimeSpan wait)
    {
        try
        {
            return head.Wait(wait, _token);
        }
        catch (AggregateException e) when (e.InnerException is OperationCanceledException cancelled)
        {
            throw new OperationCanceledException(cancelled.Message, cancelled, _token);
        }
    }

    private async Task<AuditOutcome> AuditWhenFree(string target)
    {
        await _slots.WaitAsync(_token);
        try
        {
            return await Task.Run(() => Audit(target), _token);
        }
        finally
        {
            _slots.Release();
        }
    }

    private AuditOutcome Audit(string target)
    {
        var started = Stopwatch.GetTimestamp();
        TFacts facts;
        try
        {
            facts = _read(target, this, _token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Unreadable(target, e, Stopwatch.GetElapsedTime(started));
        }

        var readTime = Stopwatch.GetElapsedTime(started);
        var (results, timings) = _runner.Evaluate(target, facts, _token);
        return new AuditOutcome(target, results, null, readTime, timings);
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
}
