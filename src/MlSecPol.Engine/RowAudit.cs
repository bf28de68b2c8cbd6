using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;

namespace MlSecPol.Engine;

/// <summary>The audit of a dataset whose rows arrive one by one.</summary>
public sealed class RowAudit : IDisposable
{
    private readonly string _name;
    private readonly CheckRunner<DatasetFacts> _runner;
    private readonly CancellationToken _token;

    internal RowAudit(string name, DatasetRows rows, CheckRunner<DatasetFacts> runner, CancellationToken token)
    {
        (_name, _runner, _token) = (name, runner, token);
        Rows = rows;
    }

    /// <summary>Takes the rows.</summary>
    public DatasetRows Rows { get; }

    /// <summary>Ends the rows and answers.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public AuditOutcome Complete()
    {
        var (results, timings) = _runner.Evaluate(_name, Rows.Complete(), _token);
        return new(_name, results, null, TimeSpan.Zero, timings);
    }

    /// <inheritdoc/>
    public void Dispose() => Rows.Dispose();
}
