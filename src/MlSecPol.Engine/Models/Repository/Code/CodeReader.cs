using System.Text;
using System.Text.Json;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Repository.Dependencies;

namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>Reads Python files, notebooks, start-up hooks, shell scripts and container files of a model folder, as text.</summary>
internal static class CodeReader
{
    private const int MostHazardsOfAFile = 200;

    /// <summary>Adds what the code does; returns how many files were read.</summary>
    internal static int Read(RepositoryBuilder facts)
    {
        var read = 0;
        foreach (var file in facts.Files)
        {
            facts.Token.ThrowIfCancellationRequested();
            var extension = Path.GetExtension(file.Name).ToLowerInvariant();
            var isPython = extension is ".py" or ".pyw" or ".pyi" || (file.Content == ArtifactFormat.Script && extension is "" or ".sh" && IsPythonScript(file, facts));
            var isCommands = !isPython && (extension is ".sh" or ".bash" || ContainerFile.IsName(file.Name));
            if ((!isPython && !isCommands && extension is not (".ipynb" or ".pth")) || !file.IsReadable) continue;
            if (extension == ".pth" && file.Content is not (ArtifactFormat.Text or ArtifactFormat.Script)) continue;
            if (facts.Bytes(file, RepositoryAspect.Code) is not { } bytes) continue;
            read++;
            var found = new List<CodeHazard>();
            if (extension == ".ipynb") ReadNotebook(file, bytes, facts, found);
            else if (isCommands) ReadCommands(file, Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n").Split('\n'), found);
            else if (extension == ".pth") ReadStartupHook(file, Encoding.UTF8.GetString(bytes), found);
            else ReadPython(file, Encoding.UTF8.GetString(bytes), null, facts, found);
            if (file.Name is "sitecustomize.py" or "usercustomize.py")
                found.Add(new CodeHazard(CodeHazardKind.StartupHook, file.Path, 1, null, file.Name, $"'{file.Name}' runs whenever Python starts with this folder on its path.", file.Name));
            facts.CodeHazards.AddRange(found.Take(MostHazardsOfAFile));
        }

        return read;
    }

    private static bool IsPythonScript(RepositoryFile file, RepositoryBuilder facts)
    {
        using var source = facts.Open(file.Path);
        Span<byte> head = stackalloc byte[64];
        head = head[..source.Read(0, head)];
        var line = head.IndexOf((byte)'\n');
        return (line < 0 ? head : head[..line]).IndexOf("python"u8) >= 0;
    }

    private static void ReadPython(RepositoryFile file, string text, int? cell, RepositoryBuilder facts, List<CodeHazard> found)
    {
        var source = PythonSource.Read(text, facts.Token);
        if (source.UnendedTextLine is { } line)
            facts.AddGap(RepositoryAspect.Code, CoverageGapKind.Malformed, file.Path, $"'{file.Path}'{(cell is null ? string.Empty : $", cell {cell}")}, line {line}: a string never ends, so the code after it was not understood.");
        foreach (var call in PythonCalls.Of(source, facts.Token))
        {
            foreach (var (kind, detail) in CodeRules.Judge(call))
            {
                found.Add(new CodeHazard(kind, file.Path, source.Tokens[call.From].Line, cell, call.Name.TrimStart('.'), detail, source.Excerpt(call.From, call.To)));
                if (found.Count >= MostHazardsOfAFile) return;
            }
        }

        AddDictionarySwitch(file, source, cell, found);
    }

    /// <summary>The switch that lets foreign code run, given by a mapping: <c>{"trust_remote_code": True}</c>.</summary>
    private static void AddDictionarySwitch(RepositoryFile file, PythonSource source, int? cell, List<CodeHazard> found)
    {
        for (var i = 0; i + 2 < source.Tokens.Length; i++)
        {
            if (source.Tokens[i].Kind != PythonTokenKind.Text || !source.Is(i + 1, ':') || !source.Is(i + 2, "True") || source.Constant(i, i + 1) != "trust_remote_code") continue;
            found.Add(new CodeHazard(
                CodeHazardKind.RemoteCode, file.Path, source.Tokens[i].Line, cell, "trust_remote_code", "A mapping of arguments switches on code that the model's repository brings along.", source.Excerpt(i, i + 2)));
        }
    }

    private static void ReadNotebook(RepositoryFile file, byte[] content, RepositoryBuilder facts, List<CodeHazard> found)
    {
        try
        {
            foreach (var (cell, source) in NotebookReader.Cells(content))
            {
                if (found.Count >= MostHazardsOfAFile) return;
                ReadPython(file, WithoutCommands(source, (line, command) => AddCommand(file, cell, line, command, found)), cell, facts, found);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            facts.AddGap(RepositoryAspect.Code, CoverageGapKind.Malformed, file.Path, $"'{file.Path}' is not a notebook that can be read: {e.Message}");
        }
    }

    /// <summary>The Python of a cell; lines for the shell or for the notebook itself are handed over and left blank.</summary>
    private static string WithoutCommands(string cell, Action<int, string> command)
    {
        var lines = cell.Split('\n');
        var shell = lines[0].TrimStart() is var first && (first.StartsWith("%%bash", StringComparison.Ordinal) || first.StartsWith("%%sh", StringComparison.Ordinal));
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimStart();
            if (!shell && !line.StartsWith('!') && !line.StartsWith('%')) continue;
            command(i + 1, line.TrimStart('!', '%', ' '));
            lines[i] = string.Empty;
        }

        return string.Join('\n', lines);
    }

    private static void AddCommand(RepositoryFile file, int cell, int line, string command, List<CodeHazard> found)
    {
        foreach (var (kind, subject, detail) in ShellLine.Judge(command))
        {
            if (found.Count < MostHazardsOfAFile) found.Add(new CodeHazard(kind, file.Path, line, cell, subject, detail, ShortText.Of(command.Trim())));
        }
    }

    /// <summary>Command lines of a shell script or a container file; packages that the latter installs are told where packages are judged.</summary>
    private static void ReadCommands(RepositoryFile file, string[] lines, List<CodeHazard> found)
    {
        var isContainer = ContainerFile.IsName(file.Name);
        foreach (var (line, text) in ContainerFile.Instructions(lines))
        {
            foreach (var (kind, subject, detail) in ShellLine.Judge(text))
            {
                if (found.Count < MostHazardsOfAFile && !(isContainer && kind == CodeHazardKind.UnpinnedInstall))
                    found.Add(new CodeHazard(kind, file.Path, line, null, subject, detail, ShortText.Of(text)));
            }
        }
    }

    /// <summary>Lines of a <c>.pth</c> file that begin with <c>import</c> run whenever Python starts (documentation of the module <c>site</c>).</summary>
    private static void ReadStartupHook(RepositoryFile file, string text, List<CodeHazard> found)
    {
        var number = 0;
        foreach (var line in text.EnumerateLines())
        {
            number++;
            if (!line.StartsWith("import ", StringComparison.Ordinal) && !line.StartsWith("import\t", StringComparison.Ordinal)) continue;
            var excerpt = line.Length > 120 ? string.Concat(line[..120], "…") : line.ToString();
            found.Add(new CodeHazard(CodeHazardKind.StartupHook, file.Path, number, null, file.Name, $"'{file.Name}' runs this line whenever Python starts with its folder among the site packages.", excerpt));
        }
    }
}
