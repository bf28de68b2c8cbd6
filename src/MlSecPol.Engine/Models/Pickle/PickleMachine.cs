using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>Tells what the pickles of a content would do, without doing it: nothing is imported, called or made.</summary>
public static class PickleMachine
{
    /// <summary>Instructions that bytes behind a program must hold before a broken attempt counts as a broken program rather than as other data.</summary>
    private const int ProgramLike = 4;

    /// <summary>Analyses all pickles of a content from its first byte on.</summary>
    /// <param name="content">A file or member; must begin with a pickle.</param>
    /// <param name="limits">How much it may cost.</param>
    /// <param name="token">Cancels the analysis.</param>
    /// <exception cref="ArtifactException">The device failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PickleReport Analyse(ByteSource content, PickleLimits limits, CancellationToken token) => Analyse(content, limits, null, token);

    /// <summary>Analyses all pickles of a content and notes the instructions of the primary reading.</summary>
    internal static PickleReport Analyse(ByteSource content, PickleLimits limits, PickleTrace? trace, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(limits);
        var session = new PickleSession(limits, token);
        var report = RunPrimary(content, session, trace);
        // Bytes that another loader reads otherwise are read that way, too.
        if (session.HasRawArrays)
        {
            session.SkipsRawArrays = false;
            RunOther(content, session, PickleReading.RawArrays, dropsFrameRemainder: false);
            session.SkipsRawArrays = true;
        }

        if (session.HasStraddledFrames) RunOther(content, session, PickleReading.DroppedFrames, dropsFrameRemainder: true);
        return report with
        {
            Gap = report.Gap ?? session.InnerGap,
            Imports = session.Recorder.Imports,
            Calls = session.Recorder.Calls,
            PersistentIds = session.Recorder.PersistentIds,
            Divergences = session.Recorder.Divergences,
            HasRawArrays = session.HasRawArrays,
            UsesBuffers = session.UsesBuffers,
        };
    }

    /// <summary>Analyses bytes that may be a pickle by chance.</summary>
    internal static PickleReport AnalyseHidden(ByteSource content, PickleLimits limits, CancellationToken token)
    {
        var session = new PickleSession(limits, token);
        RunOther(content, session, PickleReading.Hidden, dropsFrameRemainder: false);
        return new PickleReport { Streams = [], Imports = session.Recorder.Imports, Calls = session.Recorder.Calls };
    }

    private static PickleReport RunPrimary(ByteSource content, PickleSession session, PickleTrace? trace)
    {
        using var reader = new PickleReader(content);
        using var run = new PickleRun(reader, session, 0) { Trace = trace };
        var streams = new List<PickleStreamInfo>();
        while (true)
        {
            var start = reader.Position;
            if (start == reader.Length && streams.Count > 0) return new PickleReport { Streams = streams, ConsumedLength = start, TrailingOffset = start };
            var mark = session.Recorder.Mark();
            if (run.Execute() is { } stream)
            {
                streams.Add(stream);
                continue;
            }

            var isProgram = streams.Count == 0 || run.Gap!.Kind == PickleGapKind.Limit || (StatesProtocol(content, start) && run.Instructions >= ProgramLike);
            if (!isProgram) session.Recorder.Demote(mark);
            return new PickleReport
            {
                Streams = streams,
                Gap = isProgram ? run.Gap : null,
                ConsumedLength = start,
                TrailingOffset = start,
                TrailingLength = content.Length - start,
            };
        }
    }

    private static void RunOther(ByteSource content, PickleSession session, PickleReading reading, bool dropsFrameRemainder)
    {
        session.Recorder.Reading = reading;
        using var reader = new PickleReader(content) { DropsFrameRemainder = dropsFrameRemainder };
        using var run = new PickleRun(reader, session, 0);
        while (reader.Position < reader.Length && run.Execute() is not null)
        {
            // Each program in turn; what they do is recorded.
        }
    }

    private static bool StatesProtocol(ByteSource content, long offset)
    {
        Span<byte> head = stackalloc byte[2];
        return content.Read(offset, head) == 2 && head[0] == (byte)PickleOpcode.Proto && head[1] <= 5;
    }
}
