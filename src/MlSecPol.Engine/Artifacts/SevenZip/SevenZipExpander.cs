using MlSecPol.Engine.Artifacts.Expansion;

namespace MlSecPol.Engine.Artifacts.SevenZip;

/// <summary>Expands one folder of a 7z archive step by step, within the limits. Methods are those of the format's own list, Methods.txt.</summary>
internal static class SevenZipExpander
{
    private const ulong Copy = 0, Delta = 3, BranchesX86 = 4, BranchesX86Old = 0x03030103, Lzma2 = 0x21, Lzma = 0x030101, Deflate = 0x040108, Bzip2 = 0x040202, Zstandard = 0x04F71101, Aes = 0x06F10701;

    internal static ExpandedContent Expand(ByteSource content, SevenZipTable table, int number, ExpansionBudget budget, CancellationToken token)
    {
        var folder = table.AllFolders[number];
        if (folder.Coders.Exists(c => c.Method == Aes)) return Failed(ArtifactErrorKind.Encrypted, "The content of the 7z archive is encrypted.", "Decrypt it first.", budget);
        if (folder.Packed.Count != 1 || folder.Coders.Exists(c => c is not { Inputs: 1, Outputs: 1 }))
            return Failed(ArtifactErrorKind.Malformed, "The 7z archive branches its streams (BCJ2), which is not read.", "Pack it again without that filter.", budget);
        var first = folder.FirstPacked;
        if (first >= table.PackSizes.Count) return new ExpandedContent(Empty(budget), SevenZipCursor.Broken());
        var start = table.PackStarts[first];
        if (start > content.Length || table.PackSizes[first] > content.Length - start) return new ExpandedContent(Empty(budget), ExpandedContent.Short());

        var current = new ExpandedContent(content.Slice(start, table.PackSizes[first]), null);
        var at = folder.Packed[0];
        for (var step = 0; step < folder.Coders.Count; step++)
        {
            if (at >= folder.Coders.Count || at >= folder.Sizes.Count)
            {
                current.Content.Dispose();
                return new ExpandedContent(Empty(budget), SevenZipCursor.Broken());
            }

            var next = Step(current.Content, folder.Coders[at], folder.Sizes[at], budget, token);
            if (!ReferenceEquals(next.Content, current.Content)) current.Content.Dispose();
            current = next with { Break = next.Break ?? current.Break };
            var bound = folder.Bindings.FindIndex(b => b.Output == at);
            if (bound < 0) break;
            at = folder.Bindings[bound].Input;
        }

        return current.Break is null && current.Content.Length < folder.Size ? current with { Break = ExpandedContent.Short() } : current;
    }

    private static ExpandedContent Step(ByteSource data, SevenZipCoder coder, long size, ExpansionBudget budget, CancellationToken token) => coder switch
    {
        { Method: Copy } => new ExpandedContent(data, null),
        { Method: Lzma, Properties.Length: >= 5 } => Decompressor.Lzma(data, coder.Properties.AsSpan(0, 5), size, budget, token),
        { Method: Lzma2, Properties.Length: >= 1 } => Decompressor.Lzma2(data, coder.Properties[0], budget, token),
        { Method: Deflate } => Decompressor.Deflate(data, budget, token),
        { Method: Bzip2 } => Decompressor.Expand(data, ArtifactFormat.Bzip2, budget, token),
        { Method: Zstandard } => Decompressor.Expand(data, ArtifactFormat.Zstandard, budget, token),
        { Method: BranchesX86 or BranchesX86Old } => BranchFilter.Restore(data, budget, token),
        { Method: Delta, Properties.Length: >= 1 } => DeltaFilter.Restore(data, coder.Properties[0] + 1, budget, token),
        _ => Failed(ArtifactErrorKind.Malformed, $"The 7z archive uses the method {coder.Method:X}, which is not read.", "Pack it again with LZMA2.", budget),
    };

    private static SpillSource Empty(ExpansionBudget budget) => budget.NewSink();

    private static ExpandedContent Failed(ArtifactErrorKind kind, string message, string action, ExpansionBudget budget) => new(Empty(budget), new ArtifactException(kind, message, action));
}
