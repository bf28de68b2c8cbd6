using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Configuration;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Compiled;

/// <summary>Looks through a compiled model for what needs no knowledge of its format: programs, pickles, scripts, and texts that name libraries, commands or code.</summary>
internal sealed class CompiledScan(ByteSource content, string? member, int depth, HazardList hazards, FactsBuilder facts)
{
    private const long MostBytes = 256L << 20;
    private const int Block = 1 << 20;
    private const int Overlap = 4096;
    private const int ShortestText = 6;
    private const int ElfMachineAt = 18;
    private const int MostPickles = 32;

    private static readonly SearchValues<byte> Printable = SearchValues.Create([.. Enumerable.Range(0x20, 0x5F).Select(b => (byte)b), (byte)'\t', (byte)'\n', (byte)'\r']);
    private static readonly SearchValues<char> PathEnds = SearchValues.Create(" \t\r\n\"'=:;,()<>[]{}|");
    private static readonly string[] Libraries = [".so", ".dll", ".dylib", ".pyd"];
    private static readonly string[] SystemFolders = ["/usr/", "/lib/", "/lib64/", "/opt/", "C:\\Program Files", "C:\\Windows"];

    // Texts by which a model of CNTK names a function that Python code brings along.
    private static readonly string[] UserFunctions = ["deserialize_method", "UserDefinedFunction", "UserFunction"];

    private int _pickles;

    internal void Run()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Block + Overlap);
        try
        {
            var end = Math.Min(content.Length, MostBytes);
            if (end < content.Length) facts.AddGap(CoverageGapKind.LimitReached, member, end, $"Only the first {MostBytes} bytes of the compiled model were looked through.");
            for (long at = 0; at < end; at += Block)
            {
                facts.Token.ThrowIfCancellationRequested();
                var piece = buffer.AsSpan(0, content.Read(at, buffer.AsSpan(0, (int)Math.Min(Block + Overlap, end - at))));
                Programs(piece, at);
                Texts(piece, at);
                WideTexts(piece, at);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Programs(ReadOnlySpan<byte> piece, long origin)
    {
        for (var at = Find(piece, 0, "\u007fELF"u8); at >= 0 && at < Block; at = Find(piece, at + 4, "\u007fELF"u8))
        {
            // Kernels for graphics and neural processors are kept in the same format, under a machine number of their own.
            if (at + ElfMachineAt + 2 > piece.Length || piece[at + 4] is not (1 or 2) || piece[at + 5] is not (1 or 2) || !IsProcessor(BinaryPrimitives.ReadUInt16LittleEndian(piece[(at + ElfMachineAt)..]))) continue;
            Code(HazardEffect.Execute, "native", "ELF", "The model carries a native program or library for the processor.", origin + at);
        }

        for (var at = Find(piece, 0, "MZ"u8); at >= 0 && at < Block; at = Find(piece, at + 2, "MZ"u8))
        {
            if (at + 64 > piece.Length) break;
            var header = (long)BinaryPrimitives.ReadUInt32LittleEndian(piece[(at + 60)..]);
            if (header is >= 64 and < 4096 && at + header + 4 <= piece.Length && piece[(int)(at + header)..].StartsWith("PE\0\0"u8)) Code(HazardEffect.Execute, "native", "PE", "The model carries a native program or library of Windows.", origin + at);
        }

        for (var at = Find(piece, 0, "#!/"u8); at >= 0 && at < Block; at = Find(piece, at + 3, "#!/"u8))
            Code(HazardEffect.ExecuteLater, "script", "#!/", "The model carries a script.", origin + at);
        for (var at = Find(piece, 0, [0x80]); at >= 0 && at + 16 < piece.Length && at < Block && _pickles < MostPickles; at = Find(piece, at + 1, [0x80]))
        {
            if (piece[at + 1] is < 2 or > 5 || FormatDetector.Sniff(piece[at..Math.Min(piece.Length, at + FormatDetector.HeadLength)], content.Length - origin - at) != ArtifactFormat.Pickle) continue;
            _pickles++;
            var place = ContentReader.Inside(member, $"bytes at {origin + at}");
            ContentReader.Read(content.Slice(origin + at, content.Length - origin - at), place, place, depth + 1, facts);
        }
    }

    /// <summary>Whether a machine number is that of a processor which runs programs: x86, MIPS, ARM, RISC-V, LoongArch.</summary>
    private static bool IsProcessor(ushort machine) => machine is 3 or 62 or 8 or 40 or 183 or 243 or 258;

    private void Texts(ReadOnlySpan<byte> piece, long origin)
    {
        for (var at = 0; at < piece.Length;)
        {
            var start = piece[at..].IndexOfAny(Printable);
            if (start < 0) return;
            start += at;
            var length = piece[start..].IndexOfAnyExcept(Printable);
            if (length < 0) length = piece.Length - start;
            if (length >= ShortestText && start < Block) Judge(Encoding.ASCII.GetString(piece.Slice(start, length)), origin + start);
            at = start + length + 1;
        }
    }

    /// <summary>Texts of two bytes a letter.</summary>
    private void WideTexts(ReadOnlySpan<byte> piece, long origin)
    {
        var text = new StringBuilder();
        for (var at = 0; at + 1 < piece.Length;)
        {
            var start = at;
            text.Clear();
            while (at + 1 < piece.Length && piece[at + 1] == 0 && piece[at] is >= 0x20 and < 0x7F)
            {
                text.Append((char)piece[at]);
                at += 2;
            }

            if (text.Length >= ShortestText && start < Block) Judge(text.ToString(), origin + start);
            at += at == start ? 1 : 0;
        }
    }

    private void Judge(string text, long at)
    {
        foreach (var library in Libraries) Library(text, library, at);
        if (Array.Exists(UserFunctions, f => text.Contains(f, StringComparison.Ordinal)))
            hazards.Add(ModelAspect.Operators, HazardEffect.ExecuteLater, "compiled:user-function", ShortText.Of(text), "The model names a function that its loader imports from a Python module of the file's choice.", at);
        if (text.Contains("Plugin", StringComparison.Ordinal) && text.Length < 200)
            hazards.Add(ModelAspect.Operators, HazardEffect.Note, "compiled:plugin", ShortText.Of(text), $"The model needs the plugin '{ShortText.Of(text)}', whose code is elsewhere.", at);
        if (TextValueJudge.Program(text, facts.Token) is { } program) Code(HazardEffect.ExecuteLater, "text", program.Subject, $"A text in the model {program.Detail}.", at, text);
        else if (text.Contains("subprocess.", StringComparison.Ordinal) || text.Contains("os.system", StringComparison.Ordinal) || text.Contains("__import__(", StringComparison.Ordinal) || text.Contains("builtins.", StringComparison.Ordinal))
            Code(HazardEffect.ExecuteLater, "text", ShortText.Of(text), $"A text in the model names '{ShortText.Of(text)}', which starts programs or further code.", at, text);
    }

    private void Library(string text, string library, long at)
    {
        for (var found = text.IndexOf(library, StringComparison.Ordinal); found >= 0; found = text.IndexOf(library, found + library.Length, StringComparison.Ordinal))
        {
            var end = found + library.Length;
            if (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) continue;
            var start = text.AsSpan(0, found).LastIndexOfAny(PathEnds) + 1;
            var path = text[start..end];
            var isElsewhere = LocationJudge.LeavesFolder(path) && !Array.Exists(SystemFolders, f => path.StartsWith(f, StringComparison.OrdinalIgnoreCase));
            hazards.Add(ModelAspect.Operators, isElsewhere ? HazardEffect.ExecuteLater : HazardEffect.Note, "compiled:library", ShortText.Of(path), $"The model names the library '{ShortText.Of(path)}'{(isElsewhere ? ", outside of its folder" : string.Empty)}; loading it runs its code.", at);
        }
    }

    private void Code(HazardEffect effect, string rule, string subject, string detail, long at, string? evidence = null) =>
        hazards.Add(ModelAspect.EmbeddedCode, effect, "compiled:" + rule, subject, detail, at, evidence: evidence is null ? null : ShortText.Of(evidence));

    private static int Find(ReadOnlySpan<byte> piece, int from, ReadOnlySpan<byte> value) => from < piece.Length && piece[from..].IndexOf(value) is var found and >= 0 ? from + found : -1;
}
