using System.Buffers.Binary;

namespace MlSecPol.Engine.Datasets.Files.Antivirus;

/// <summary>Streams one file to clamd by its command INSTREAM: chunks behind their length, a length of zero at the end, one line for an answer.</summary>
internal sealed class ClamdScan : AntivirusScan
{
    private const string Prefix = "stream: ", FoundEnd = " FOUND";

    // What clamd reports when it did not look at everything and was asked to say so (AlertExceedsMax).
    private const string LimitsExceeded = "Heuristics.Limits.Exceeded";

    private readonly ClamdConnection? _connection;
    private readonly EngineVersion _version;
    private IOException? _broken;

    private ClamdScan(ClamdConnection? connection, EngineVersion version, IOException? broken)
    {
        _connection = connection;
        _version = version;
        _broken = broken;
    }

    internal static ClamdScan Begin(ClamdAddress address, EngineVersion version, int seconds, CancellationToken token)
    {
        ClamdConnection? connection = null;
        try
        {
            connection = ClamdConnection.Open(address, seconds, token);
            connection.Send("zINSTREAM\0"u8);
            return new ClamdScan(connection, version, null);
        }
        catch (IOException e)
        {
            return new ClamdScan(connection, version, e);
        }
    }

    /// <inheritdoc/>
    public override void Append(ReadOnlySpan<byte> block)
    {
        if (_broken is not null || block.IsEmpty) return;
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, block.Length);
        try
        {
            _connection!.Send(length);
            _connection.Send(block);
        }
        catch (IOException e)
        {
            // It may have hung up because it has an answer already: that the stream is too long.
            _broken = e;
        }
    }

    /// <inheritdoc/>
    internal override AntivirusOutcome Conclude()
    {
        try
        {
            if (_broken is null) _connection!.Send([0, 0, 0, 0]);
        }
        catch (IOException e)
        {
            _broken = e;
        }

        var answer = string.Empty;
        try
        {
            if (_connection is not null) answer = _connection.Receive();
        }
        catch (IOException e)
        {
            _broken ??= e;
        }

        return Judge(answer) with { Engine = _version };
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _connection?.Dispose();
        base.Dispose(disposing);
    }

    private AntivirusOutcome Judge(string answer)
    {
        answer = answer.Trim();
        if (answer.Contains("size limit exceeded", StringComparison.OrdinalIgnoreCase)) return new AntivirusOutcome(AntivirusState.LimitReached, $"{_version.Name} does not look through streams of this length");
        if (answer.EndsWith(FoundEnd, StringComparison.Ordinal))
        {
            var threat = answer[(answer.StartsWith(Prefix, StringComparison.Ordinal) ? Prefix.Length : 0)..^FoundEnd.Length];
            return threat.StartsWith(LimitsExceeded, StringComparison.Ordinal)
                ? new AntivirusOutcome(AntivirusState.LimitReached, $"{_version.Name} did not look at everything ({threat})")
                : new AntivirusOutcome(AntivirusState.Found, $"{_version.Name} found {threat}") { Threat = threat };
        }

        if (_broken is not null) return new AntivirusOutcome(AntivirusState.Lost, $"The connection to {_version.Name} broke: {_broken.Message.TrimEnd('.')}");
        if (answer == "stream: OK") return new AntivirusOutcome(AntivirusState.Clean, $"{_version.Name} found nothing");
        return answer.Length == 0
            ? new AntivirusOutcome(AntivirusState.Lost, $"{_version.Name} hung up without an answer")
            : new AntivirusOutcome(AntivirusState.Failed, $"{_version.Name} answered: {answer}");
    }
}
