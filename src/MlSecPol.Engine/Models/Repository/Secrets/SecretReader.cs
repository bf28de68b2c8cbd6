using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Secrets;

namespace MlSecPol.Engine.Models.Repository.Secrets;

/// <summary>Searches the texts of a model folder, notebook outputs included, and the metadata of tensor files for credentials.</summary>
internal static class SecretReader
{
    private const int Window = 1 << 20;
    private const int MostOfAFile = 100;
    private const int LongestMetadata = 16 << 20;

    /// <summary>Adds what is found; returns how many files were searched.</summary>
    internal static int Read(RepositoryBuilder facts, IProgress<long>? progress)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Window);
        var text = ArrayPool<char>.Shared.Rent(Window);
        try
        {
            return facts.Files.Count(file => Search(file, facts, bytes, text, progress));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
            ArrayPool<char>.Shared.Return(text, clearArray: true);
        }
    }

    private static bool Search(RepositoryFile file, RepositoryBuilder facts, byte[] bytes, char[] text, IProgress<long>? progress)
    {
        facts.Token.ThrowIfCancellationRequested();
        var isText = IsText(file.Content);
        if ((!isText && file.Content is not (ArtifactFormat.SafeTensors or ArtifactFormat.Gguf or ArtifactFormat.Onnx)) || !file.IsReadable) return false;
        try
        {
            using var source = facts.Open(file.Path);
            var length = isText ? source.Length : MetadataLength(source, file.Content);
            if (isText && length > facts.Limits.SearchedBytes)
            {
                facts.AddGap(RepositoryAspect.Secrets, CoverageGapKind.LimitReached, file.Path, $"Of '{file.Path}' only the first {facts.Limits.SearchedBytes} bytes were searched (limit {nameof(RepositoryLimits.SearchedBytes)}).");
                length = facts.Limits.SearchedBytes;
            }

            Search(file, source, 0, length, isText, facts, bytes.AsSpan(0, Window), text);
            // The metadata of ONNX stand behind the graph.
            if (file.Content == ArtifactFormat.Onnx && source.Length > length) Search(file, source, Math.Max(length, source.Length - Window), source.Length, isText, facts, bytes.AsSpan(0, Window), text);
            progress?.Report(source.BytesRead);
            return true;
        }
        catch (ArtifactException e)
        {
            facts.AddGap(RepositoryAspect.Secrets, CoverageGapKind.Malformed, file.Path, $"'{file.Path}' cannot be read: {e.Message}");
            return false;
        }
    }

    private static void Search(RepositoryFile file, ByteSource source, long from, long length, bool isText, RepositoryBuilder facts, Span<byte> bytes, char[] text)
    {
        var (line, counted, lastEnd, sightings) = (1L, 0L, -1L, 0);
        // A vocabulary is full of random-looking texts; only forms that nobody writes by chance count there.
        var scan = IsVocabulary(file.Name) ? SecretScan.FormsOnly
            : IsVariables(file.Name) ? SecretScan.BareAssignments | SecretScan.AddressPasswords
            : isText || file.Content == ArtifactFormat.SafeTensors ? SecretScan.Assignments | SecretScan.AddressPasswords
            : SecretScan.FormsOnly;
        counted = from;
        for (var at = from; at < length && sightings < MostOfAFile; at += Window - SecretScanner.Reach)
        {
            facts.Token.ThrowIfCancellationRequested();
            var read = source.Read(at, bytes[..(int)Math.Min(Window, length - at)]);
            if (read == 0) break;
            var raw = bytes[..read];
            // Credentials are ASCII; in UTF-16 every second byte is zero, and without the zeros it reads the same.
            var zeros = raw.Count((byte)0);
            var narrow = isText && zeros > read / 3;
            var count = narrow ? Narrow(raw, text) : Encoding.Latin1.GetChars(raw, text);
            var hits = new List<(SecretKind Kind, long Offset, string Masked)>();
            SecretScanner.Scan(text.AsSpan(0, count), scan, match => hits.Add((match.Kind, at + (narrow ? match.Start * 2L : match.Start), match.Masked)));
            foreach (var hit in hits.OrderBy(h => h.Offset))
            {
                if (hit.Offset <= lastEnd || sightings++ >= MostOfAFile) continue;
                lastEnd = hit.Offset;
                line += raw[(int)Math.Max(0, counted - at)..(int)Math.Max(Math.Max(0, counted - at), Math.Min(read, hit.Offset - at))].Count((byte)'\n');
                counted = Math.Max(counted, hit.Offset);
                facts.Secrets.Add(new SecretSighting(hit.Kind, file.Path, isText ? line : null, hit.Offset, hit.Masked));
            }

            var next = Math.Min(at + Window - SecretScanner.Reach, at + read);
            if (counted < next) line += raw[(int)Math.Max(0, counted - at)..(int)(next - at)].Count((byte)'\n');
            counted = Math.Max(counted, next);
        }
    }

    private static int Narrow(ReadOnlySpan<byte> bytes, char[] text)
    {
        var count = 0;
        foreach (var b in bytes)
        {
            if (b != 0) text[count++] = (char)b;
        }

        return count;
    }

    private static long MetadataLength(ByteSource source, ArtifactFormat format)
    {
        if (format is ArtifactFormat.Gguf or ArtifactFormat.Onnx) return Math.Min(Window, source.Length);
        Span<byte> prefix = stackalloc byte[8];
        return source.Read(0, prefix) < 8 ? 0 : (long)Math.Min((ulong)Math.Min(LongestMetadata, source.Length), BinaryPrimitives.ReadUInt64LittleEndian(prefix) + 8);
    }

    private static bool IsText(ArtifactFormat format) =>
        format is ArtifactFormat.Text or ArtifactFormat.Json or ArtifactFormat.JsonLines or ArtifactFormat.Csv or ArtifactFormat.Tsv or ArtifactFormat.Xml or ArtifactFormat.Html or ArtifactFormat.Script;

    private static bool IsVariables(string name) =>
        name.StartsWith(".env", StringComparison.OrdinalIgnoreCase) || name is ".netrc" or ".pypirc" || Path.GetExtension(name).ToLowerInvariant() is ".env" or ".ini" or ".cfg" or ".properties" or ".conf";

    private static bool IsVocabulary(string name) =>
        name.StartsWith("vocab", StringComparison.OrdinalIgnoreCase) || name.Equals("merges.txt", StringComparison.OrdinalIgnoreCase) || name.Equals("tokenizer.json", StringComparison.OrdinalIgnoreCase);
}
