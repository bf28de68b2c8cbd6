namespace MlSecPol.Engine.Models.Code;

/// <summary>Tells when each place of a source runs, and which calls are customary at that moment.</summary>
internal sealed class PythonMoments(SourceBlocks? blocks, string file, PythonMoment? always)
{
    // Tools that builds and machine descriptions ask; what they are told stands in the same call.
    private static readonly string[] Tools =
    [
        "git", "hg", "svn", "nvcc", "cmake", "make", "ninja", "meson", "gcc", "g++", "cc", "c++", "clang", "clang++", "nvidia-smi", "rocminfo", "rocm-smi", "rocm_agent_enumerator", "hipconfig", "ffmpeg", "ffprobe", "sox", "which", "where", "uname",
        "lscpu", "lspci", "sysctl", "sw_vers", "xcrun", "xcode-select", "ldconfig", "nproc", "hostname", "swig", "protoc", "llvm-config", "pkg-config", "java", "dpkg", "rpm", "sphinx-build", "doxygen", "black", "ruff", "pytest", "mpirun", "ls", "pwd", "clear", "cls",
    ];

    private static readonly string[] NativeLoaders = ["CDLL", "WinDLL", "PyDLL", "OleDLL", "LoadLibrary", "load_library", "dlopen", "load_op_library"];

    private readonly HashSet<SourceBlock> _loaded = Loaded(blocks);

    internal PythonMoment At(int offset)
    {
        if (always is { } moment) return moment;
        if (blocks is null) return PythonMoment.Function;
        var block = blocks.At(offset);
        if (Runs(block)) return PythonMoment.Import;
        var data = SourceData.Current;
        for (var around = block; around is not null; around = around.Parent)
        {
            if (around.Kind == SourceBlockKind.Class && _loaded.Contains(around)) return PythonMoment.Loading;
            if (around.Kind == SourceBlockKind.Function && (data.Hooks.Contains(around.Name) || (file == "conftest.py" && around.Name.StartsWith("pytest_", StringComparison.Ordinal)))) return PythonMoment.Loading;
        }

        return PythonMoment.Function;
    }

    /// <summary>Whether honest code makes such a call at that moment.</summary>
    internal static bool IsCustomary(SourcePath path, string full, SourcePaths paths, PythonMoment moment)
    {
        var close = path.IsCalled ? paths.Closing(path.Behind) : path.Behind;
        var texts = Enumerable.Range(path.Behind, close - path.Behind).Select(i => paths.Literal(paths.Tokens[i])).Where(t => t is not null).ToList();
        var last = full[(full.LastIndexOf('.') + 1)..];
        switch (last)
        {
            case "eval":
                // A literal is judged for itself, and a word of the configuration chooses among classes.
                return texts.Count > 0 || moment == PythonMoment.Loading || path.ArgumentPath is not null;
            case "exec":
                return path.Argument is not null || Enumerable.Range(path.Behind, close - path.Behind).Any(i => paths.Is(i, "open") || paths.Is(i, "read") || paths.Is(i, "read_text") || paths.Is(i, "code"));
            case "compile" or "load_source" or "FunctionType" or "CodeType" or "spec_from_file_location" or "timeit" or "repeat" or "find_library":
                return true;
        }

        if (full.StartsWith("ctypes", StringComparison.Ordinal) || full.StartsWith("_ctypes", StringComparison.Ordinal) || full.StartsWith("cffi", StringComparison.Ordinal) || NativeLoaders.Contains(last))
            return !(NativeLoaders.Contains(last) && texts.Exists(t => t!.Contains('/', StringComparison.Ordinal) || t.Contains('\\', StringComparison.Ordinal)));
        if (full.StartsWith("importlib.", StringComparison.Ordinal) || full.StartsWith("torch.utils.cpp_extension", StringComparison.Ordinal) || full.StartsWith("code.", StringComparison.Ordinal) || full.StartsWith("webbrowser", StringComparison.Ordinal) || full.StartsWith("runpy", StringComparison.Ordinal) || full == "torch.hub.load") return true;
        if (texts.Count == 0) return false;
        var command = texts[0]!.Trim().Split(' ')[0];
        return Tools.Contains(command[(command.LastIndexOf('/') + 1)..]) && texts.TrueForAll(t => CommandJudge.Gain(t!) is null && t!.IndexOfAny(['|', ';', '&', '`']) < 0);
    }

    /// <summary>Whether the call sends something to another machine than this one.</summary>
    internal static bool Sends(SourcePath path, string full, SourcePaths paths)
    {
        if (!path.IsCalled) return false;
        var last = full[(full.LastIndexOf('.') + 1)..];
        if (last is not ("post" or "put" or "patch" or "request" or "sendall" or "sendto" or "sendmail" or "create_connection" or "SMTP" or "socket")) return false;
        var close = paths.Closing(path.Behind);
        return !Enumerable.Range(path.Behind, close - path.Behind).Select(i => paths.Literal(paths.Tokens[i])).Any(t => t is not null && (t.Contains("localhost", StringComparison.Ordinal) || t.Contains("127.0.0.1", StringComparison.Ordinal)));
    }

    private static bool Runs(SourceBlock block) => block.RunsOnImport || (block.Kind == SourceBlockKind.Class && block.Parent is { } parent && Runs(parent));

    /// <summary>Classes that frameworks make or call by themselves, those derived from them in the file included.</summary>
    private static HashSet<SourceBlock> Loaded(SourceBlocks? blocks)
    {
        var loaded = new HashSet<SourceBlock>();
        if (blocks is null) return loaded;
        var data = SourceData.Current;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var count = -1; count != loaded.Count;)
        {
            count = loaded.Count;
            foreach (var block in blocks.All)
            {
                if (block.Kind != SourceBlockKind.Class || loaded.Contains(block) || !(data.Loaded.Contains(block.Name) || block.Bases.Exists(b => data.Loaded.Contains(b) || names.Contains(b)))) continue;
                loaded.Add(block);
                names.Add(block.Name);
            }
        }

        return loaded;
    }
}
