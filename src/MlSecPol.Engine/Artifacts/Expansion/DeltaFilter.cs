namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>Undoes the filter that keeps only differences to the bytes a fixed distance before.</summary>
internal static class DeltaFilter
{
    private const int Chunk = 1 << 16;

    internal static ExpandedContent Restore(ByteSource data, int distance, ExpansionBudget budget, CancellationToken token)
    {
        var sink = budget.NewSink();
        try
        {
            var buffer = new byte[Chunk];
            var before = new byte[distance];
            long at = 0;
            for (int read; (read = data.Read(at, buffer)) > 0; at += read)
            {
                token.ThrowIfCancellationRequested();
                for (var i = 0; i < read; i++) buffer[i] = before[(at + i) % distance] += buffer[i];
                budget.Charge(read);
                sink.Append(buffer.AsSpan(0, read));
            }

            return new ExpandedContent(sink, null);
        }
        catch (ArtifactException e)
        {
            return new ExpandedContent(sink, e);
        }
        catch
        {
            sink.Dispose();
            throw;
        }
    }
}
