using System.Buffers;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using MlSecPol.Engine.Datasets.Text;

namespace MlSecPol.Engine.Datasets;

/// <summary>
/// Spreads the work on one table over threads: while some look at the columns of a batch, each column by one thread, another cuts the next batch. A column sees its
/// values in order whatever the number of threads, so the answer is the same. The caller does all that nobody else does; helpers join when the pool has threads to spare.
/// </summary>
internal sealed class BatchWorkers
{
    // One at work, one ready, one being cut.
    private const int MostBatches = 3;
    private const int BatchesPerOrder = 16;

    private readonly IRowSource _source;
    private readonly TableAccumulator _table;
    private readonly int _parallelism;
    private readonly CancellationToken _token;

    // Guards what follows; also what waiting threads sleep on.
    private readonly object _gate = new();
    private readonly Queue<RowBatch> _ready = new();
    private readonly Stack<RowBatch> _free = new();
    private bool _isCutting;
    private bool _isEnded;
    private int _helpers;
    private int _nextTask;
    private int _openTasks;
    private int _batches;
    private int[] _order = [];
    private long[] _costs = [];
    private ExceptionDispatchInfo? _failure;

    internal BatchWorkers(IRowSource source, TableAccumulator table, int parallelism, CancellationToken token)
    {
        _source = source;
        _table = table;
        _parallelism = parallelism;
        _token = token;
        for (var i = 0; i < MostBatches; i++) _free.Push(new());
    }

    /// <summary>Works until the source has no more rows.</summary>
    /// <exception cref="OperationCanceledException">The token asked for it.</exception>
    internal void Run()
    {
        var worker = _table.CreateWorker();
        Cut(_free.Pop());
        // Most tables are small, and one batch is not worth a second thread.
        for (var i = 1; i < _parallelism && !_isEnded; i++) ThreadPool.UnsafeQueueUserWorkItem(static workers => workers.Help(), this, preferLocal: false);
        Work(worker);
        lock (_gate)
        {
            while (_helpers > 0) Monitor.Wait(_gate);
        }

        _failure?.Throw();
        foreach (var batch in _free) batch.Release();
    }

    private void Help()
    {
        lock (_gate)
        {
            if (_isEnded && _ready.Count == 0) return;
            _helpers++;
        }

        Work(_table.CreateWorker());
        lock (_gate)
        {
            _helpers--;
            Monitor.PulseAll(_gate);
        }
    }

    private void Work(ColumnWorker worker)
    {
        try
        {
            while (Next() is var (batch, task) && batch is not null)
            {
                _token.ThrowIfCancellationRequested();
                if (task < 0) Cut(batch);
                else Look(batch, task, worker);
            }
        }
        catch (Exception e)
        {
            // Whoever started the work is told once all have left it.
            lock (_gate)
            {
                _failure ??= ExceptionDispatchInfo.Capture(e);
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>The next thing to do: a column or the rows of the oldest batch, or a batch to cut, told by a task of -1; no batch when all is done.</summary>
    private (RowBatch? Batch, int Task) Next()
    {
        lock (_gate)
        {
            while (_failure is null)
            {
                var mayCut = !_isEnded && !_isCutting && _free.Count > 0;
                if (mayCut && _ready.Count < 2)
                {
                    _isCutting = true;
                    return (_free.Pop(), -1);
                }

                if (_ready.TryPeek(out var batch) && _nextTask < _order.Length) return (batch, _order[_nextTask++]);
                if (mayCut)
                {
                    _isCutting = true;
                    return (_free.Pop(), -1);
                }

                if (_isEnded && _ready.Count == 0) break;
                Monitor.Wait(_gate);
            }

            return default;
        }
    }

    private void Cut(RowBatch batch)
    {
        var isFilled = _source.TryFill(batch);
        lock (_gate)
        {
            _isCutting = false;
            if (isFilled)
            {
                _ready.Enqueue(batch);
                if (_ready.Count == 1) Open(batch);
            }
            else
            {
                Free(batch);
                _isEnded = true;
            }

            Monitor.PulseAll(_gate);
        }
    }

    private void Look(RowBatch batch, int task, ColumnWorker worker)
    {
        var started = Stopwatch.GetTimestamp();
        if (task == batch.Columns.Length) _source.AddRows(batch, worker.Unescaper);
        else batch.Columns[task].Add(batch, worker);
        var cost = Stopwatch.GetTimestamp() - started;
        lock (_gate)
        {
            _costs[task] += cost;
            if (--_openTasks > 0) return;
            Free(_ready.Dequeue());
            if (_ready.TryPeek(out var next)) Open(next);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets threads begin on a batch; what took longest so far comes first, so that none is left alone with it.</summary>
    private void Open(RowBatch batch)
    {
        var count = batch.Columns.Length + 1;
        if (_order.Length != count || _batches++ % BatchesPerOrder == 1)
        {
            if (_costs.Length != count) _costs = new long[count];
            _order = [.. Enumerable.Range(0, count).OrderByDescending(i => _costs[i])];
        }

        (_nextTask, _openTasks) = (0, count);
    }

    private void Free(RowBatch batch)
    {
        ArrayPool<byte>.Shared.Return(batch.Bytes);
        _free.Push(batch);
    }
}
