namespace MlSecPol.Engine.Checks;

/// <summary>
/// A run over any number of targets: several are read at once, outcomes come in the order of submission. Used by one thread; the work happens on others.
/// </summary>
public interface IAuditSession : IDisposable
{
    /// <summary>Targets submitted and not yet taken.</summary>
    int Pending { get; }

    /// <summary>Whether as many targets are pending as may be; take before submitting more, so that memory does not grow with the input.</summary>
    bool IsFull { get; }

    /// <summary>Bytes of input read so far.</summary>
    long BytesRead { get; }

    /// <summary>Starts work on a target, the path of a file or of a folder that is audited as one.</summary>
    /// <returns>Whether any of the chosen checks looks at such a target; nothing was started otherwise.</returns>
    bool Submit(string target);

    /// <summary>Records a target that held nothing to look at; its outcome is one NotAssessed result.</summary>
    void SubmitEmpty(string target, string reason);

    /// <summary>Takes the outcome of the oldest pending target if it is there within the given time.</summary>
    /// <returns>Null when it is not there yet.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    AuditOutcome? Take(TimeSpan wait);
}
