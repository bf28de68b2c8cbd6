namespace MlSecPol.Engine.Checks;

/// <summary>A run over targets of two kinds, files and folders, whose outcomes come in the order of submission all the same.</summary>
/// <param name="files">Audits files; null when none of the chosen checks looks at one.</param>
/// <param name="folders">Audits folders; null when none of the chosen checks looks at one.</param>
/// <param name="isFolder">Tells a folder from a file.</param>
/// <param name="unread">Tells why a target is not looked at, where it is not.</param>
public sealed class JointSession(IAuditSession? files, IAuditSession? folders, Func<string, bool> isFolder, Func<string, string?> unread) : IAuditSession
{
    private readonly Queue<IAuditSession> _order = new();

    /// <inheritdoc/>
    public int Pending => _order.Count;

    /// <inheritdoc/>
    public bool IsFull => files?.IsFull == true || folders?.IsFull == true;

    /// <inheritdoc/>
    public long BytesRead => (files?.BytesRead ?? 0) + (folders?.BytesRead ?? 0);

    /// <inheritdoc/>
    public bool Submit(string target)
    {
        if (unread(target) is { } reason)
        {
            if (files is null) return false;
            SubmitEmpty(target, reason);
            return true;
        }

        var session = isFolder(target) ? folders : files;
        if (session?.Submit(target) != true) return false;
        _order.Enqueue(session);
        return true;
    }

    /// <inheritdoc/>
    public void SubmitEmpty(string target, string reason)
    {
        var session = (files ?? folders)!;
        session.SubmitEmpty(target, reason);
        _order.Enqueue(session);
    }

    /// <inheritdoc/>
    public AuditOutcome? Take(TimeSpan wait)
    {
        if (!_order.TryPeek(out var session) || session.Take(wait) is not { } outcome) return null;
        _order.Dequeue();
        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        files?.Dispose();
        folders?.Dispose();
    }
}
