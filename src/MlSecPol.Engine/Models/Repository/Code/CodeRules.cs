using System.Collections.Frozen;

namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>
/// Knows which calls of Python code load or run what they should not trust. The calls are those that the documentation of the libraries itself warns of,
/// and that Bandit lists (B102, B301, B302, B307, B501, B506, B602, B605, B614, B615).
/// </summary>
internal static class CodeRules
{
    private const int CommitLength = 40;

    private static readonly FrozenSet<string> Deserialisers = new[]
    {
        "pickle.load", "pickle.loads", "pickle.Unpickler", "_pickle.load", "_pickle.loads", "_pickle.Unpickler", "cPickle.load", "cPickle.loads", "pickle5.load", "pickle5.loads",
        "dill.load", "dill.loads", "cloudpickle.load", "cloudpickle.loads", "cloudpickle.pickle.load", "cloudpickle.pickle.loads", "joblib.load", "sklearn.externals.joblib.load", "pandas.read_pickle", "shelve.open",
        "marshal.load", "marshal.loads", "jsonpickle.decode", "jsonpickle.loads", "torch.serialization.pickle.load", "skops.io.loads_unsafe",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Hubs = new[]
    {
        "huggingface_hub.snapshot_download", "huggingface_hub.hf_hub_download", "datasets.load_dataset", "transformers.pipeline",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> SafeYamlLoaders = new[] { "SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What the call does wrong.</summary>
    internal static IEnumerable<(CodeHazardKind Kind, string Detail)> Judge(PythonCall call)
    {
        if (Loading(call) is { } loading) yield return loading;
        if (Execution(call) is { } execution) yield return execution;
        if (Connection(call) is { } connection) yield return connection;
        if (Fetching(call) is { } fetching) yield return fetching;
        if (Installs(call)) yield return (CodeHazardKind.UnpinnedInstall, "Packages are installed in whatever version is current when the code runs.");
        if (call.Has("trust_remote_code", "True")) yield return (CodeHazardKind.RemoteCode, $"'{call.LastName}' is told to run code that the model's repository brings along.");
        if (call.Has("safe_mode", "False")) yield return (CodeHazardKind.ProtectionOff, $"'{call.LastName}' is told to load without the protection of safe mode.");
    }

    private static (CodeHazardKind Kind, string Detail)? Loading(PythonCall call)
    {
        var name = call.Name;
        // A class that is only named may be the base of a restricted unpickler.
        if (Deserialisers.Contains(name) && (call.Arguments is not null || !name.EndsWith("Unpickler", StringComparison.Ordinal)))
            return (CodeHazardKind.UnsafeDeserialization, $"'{name}' runs whatever the data tell it to.");
        return name switch
        {
            "torch.load" when call.Has("weights_only", "False") => (CodeHazardKind.ProtectionOff, "'torch.load' is told to accept more than weights, and so to run what the file says."),
            "torch.load" when !call.Has("weights_only", "True") && !Forwards(call, "weights_only") => (CodeHazardKind.TorchLoad, "'torch.load' does not ask for weights only; before PyTorch 2.6 it then runs what the file says."),
            "numpy.load" when call.Has("allow_pickle", "True") => (CodeHazardKind.ProtectionOff, "'numpy.load' is told to accept pickled objects."),
            "yaml.load" or "yaml.load_all" when call.Arguments is not null && !UsesSafeLoader(call) => (CodeHazardKind.UnsafeYaml, $"'{name}' makes objects of any class unless a safe loader is given."),
            "yaml.unsafe_load" or "yaml.unsafe_load_all" => (CodeHazardKind.UnsafeYaml, $"'{name}' makes objects of any class."),
            _ when call.Arguments is not null && call.LastName == "enable_unsafe_deserialization" => (CodeHazardKind.ProtectionOff, "Keras is told to load models without the protection of safe mode."),
            _ => null,
        };
    }

    private static (CodeHazardKind Kind, string Detail)? Execution(PythonCall call)
    {
        var name = call.Name;
        if (name is "eval" or "exec" or "builtins.eval" or "builtins.exec")
        {
            // A literal is code like any other line of the file.
            return call.Arguments is null || (call.Arguments.Count > 0 && call.Constant(call.Positional(0)) is null) ? (CodeHazardKind.DynamicCode, $"'{call.LastName}' runs text that is put together while running.") : null;
        }

        if (name is "os.system" or "os.popen" or "subprocess.getoutput" or "subprocess.getstatusoutput" or "posix.system" or "nt.system")
            return (CodeHazardKind.ShellCommand, $"'{name}' hands a command to a shell.");
        return name.StartsWith("subprocess.", StringComparison.Ordinal) && call.Has("shell", "True") ? (CodeHazardKind.ShellCommand, $"'{name}' hands a command to a shell.") : null;
    }

    private static (CodeHazardKind Kind, string Detail)? Connection(PythonCall call)
    {
        if (call.Name == "ssl._create_unverified_context") return (CodeHazardKind.UnverifiedConnection, "Connections accept any certificate, so anyone on the way can replace what is downloaded.");
        var client = call.Name.Split('.', 2)[0] is "requests" or "httpx" or "urllib3" || call.LastName is "get" or "post" or "put" or "request" or "head" or "Client" or "Session" or "AsyncClient";
        return client && call.Has("verify", "False")
            ? (CodeHazardKind.UnverifiedConnection, $"'{call.LastName}' accepts any certificate, so anyone on the way can replace what is downloaded.")
            : null;
    }

    private static (CodeHazardKind Kind, string Detail)? Fetching(PythonCall call)
    {
        if (call.Name == "torch.hub.load" && call.Arguments is not null && call.Constant(call.Keyword("source")) != "local")
            return (CodeHazardKind.RemoteCode, "'torch.hub.load' runs code of the repository that it names.");
        if (call.Arguments is null || !(call.LastName == "from_pretrained" || Hubs.Contains(call.Name))) return null;
        var named = call.Keyword("repo_id") ?? call.Keyword("model") ?? call.Keyword("pretrained_model_name_or_path") ?? call.Positional(call.Name == "transformers.pipeline" ? 1 : 0);
        if (call.Constant(named) is not { } repository || !IsHubName(repository) || Forwards(call, "revision")) return null;
        if (call.Keyword("revision") is not { } revision) return (CodeHazardKind.UnpinnedRevision, $"'{call.LastName}' fetches '{repository}' in whatever revision is current.");
        var text = call.Constant(revision);
        return text is null || (text.Length == CommitLength && text.All(char.IsAsciiHexDigit))
            ? null
            : (CodeHazardKind.UnpinnedRevision, $"'{call.LastName}' fetches '{repository}' by the name '{text}', whose content can change.");
    }

    /// <summary>Whether a command line in literals installs packages without fixing their versions.</summary>
    private static bool Installs(PythonCall call)
    {
        if (call.Arguments is null || !(call.Name.StartsWith("subprocess.", StringComparison.Ordinal) || call.Name is "os.system" or "os.popen" || call.Name.StartsWith("pip.", StringComparison.Ordinal))) return false;
        var words = new List<string>();
        for (var i = call.From; i <= call.To && words.Count < 100; i++)
        {
            if (call.Source.Tokens[i].Kind == PythonTokenKind.Text && call.Source.Constant(i, i + 1) is { } text) words.AddRange(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        if (call.Name.StartsWith("pip.", StringComparison.Ordinal)) words.Insert(0, "pip");
        return ShellLine.InstallsUnpinned(words);
    }

    private static bool UsesSafeLoader(PythonCall call)
    {
        var loader = call.Keyword("Loader") ?? call.Positional(1);
        return (loader is { } l && call.Source.Tokens[l.To - 1].Kind == PythonTokenKind.Name && SafeYamlLoaders.Contains(call.Source.Name(l.To - 1))) || (loader is null && Forwards(call, "Loader"));
    }

    /// <summary>Whether the keyword is given as a value that the code decides elsewhere, or may come with a mapping.</summary>
    private static bool Forwards(PythonCall call, string keyword) =>
        call.Arguments?.Any(a => a.Keyword?.Length == 0 || (a.Keyword == keyword && !call.Source.Is(a.From, "False") && !call.Source.Is(a.From, "None") && call.Source.Constant(a.From, a.To) is null)) == true;

    private static bool IsHubName(string name) =>
        name.Length is > 0 and <= 200 && name[0] is not ('.' or '/' or '~' or '\\') && name.Count(c => c == '/') <= 1 && !name.Contains('\\', StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal)
        && !name.EndsWith('/') && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
}
