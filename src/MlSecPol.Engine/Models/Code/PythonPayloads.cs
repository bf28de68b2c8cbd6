using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Code;

/// <summary>
/// Finds in Python source what no honest code does, wherever it stands: running what was decoded or fetched, commands that fetch and run, shells for others,
/// secrets that leave, objects that run when they are unpickled.
/// </summary>
internal sealed class PythonPayloads(SourcePaths paths, SourceBlocks blocks, Func<SourcePath, IEnumerable<string>> meanings, Action<HazardEffect, string, string, string, int> add)
{
    private const int MostNames = 20_000;

    private static readonly string[] Secrets = [".ssh/id_", ".ssh/authorized_keys", ".aws/credentials", "/etc/shadow", ".git-credentials", ".kube/config", ".docker/config.json", "Login Data", "wallet.dat", "/etc/passwd", ".netrc", "serviceaccount/token", ".bash_history"];
    private static readonly string[] Starters = [".bashrc", ".bash_profile", ".profile", ".zshrc", "/etc/cron", "crontab", "authorized_keys", "sitecustomize.py", "usercustomize.py", "autostart", "CurrentVersion\\Run", "ld.so.preload", "systemd/system", "LaunchAgents"];
    private static readonly string[] Memory = ["VirtualAlloc", "VirtualAllocEx", "VirtualProtect", "RtlMoveMemory", "CreateRemoteThread", "WriteProcessMemory", "QueueUserAPC", "mprotect"];

    // Names whose value was decoded (1) or fetched (2), and the texts that names were given.
    private readonly Dictionary<string, int> _origins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _texts = new(StringComparer.Ordinal);

    internal void Judge()
    {
        NoteValues();
        bool connects = false, duplicates = false;
        foreach (var path in paths.Paths)
        {
            var last = Last(path.Name);
            if (path.Name.Contains('.', StringComparison.Ordinal) && Memory.Contains(last) && path.IsCalled)
                add(HazardEffect.ExecuteLater, "machine-code", last, $"Code calls '{last}', by which machine code is put into memory and run.", path.Start);
            foreach (var full in meanings(path))
            {
                connects |= full is "socket.socket" or "socket.create_connection";
                duplicates |= path.IsCalled && (full == "pty.spawn" || (full == "os.dup2" && Between(path.Behind, paths.Closing(path.Behind)).Any(p => Last(p.Name) == "fileno")));
                if (path.IsCalled) JudgeCall(path, full, last);
            }
        }

        if (connects && duplicates) add(HazardEffect.ExecuteLater, "shell", "socket", "Code connects to another machine and hands it the input and output of a program.", 0);
    }

    /// <summary>What comes from a decoder or from another machine between two tokens: 1, 2 or 0.</summary>
    internal int Origin(int from, int to)
    {
        var origin = 0;
        foreach (var path in Between(from, to))
        {
            if (!path.Name.Contains('.', StringComparison.Ordinal) && _origins.TryGetValue(path.Name, out var known)) origin = Math.Max(origin, known);
            foreach (var full in meanings(path)) origin = Math.Max(origin, IsDecoder(full) ? 1 : IsFetcher(full) ? 2 : 0);
            if (path.Name == "chr" || Last(path.Name) == "fromhex") origin = Math.Max(origin, 1);
        }

        return origin;
    }

    /// <summary>Texts that stand between two tokens, and those of the names there.</summary>
    internal IEnumerable<string> Texts(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (paths.Literal(paths.Tokens[at]) is { } text) yield return text;
        }

        foreach (var path in Between(from, to))
        {
            if (!_texts.TryGetValue(path.Name, out var texts)) continue;
            foreach (var text in texts) yield return text;
        }
    }

    private void JudgeCall(SourcePath path, string full, string last)
    {
        var close = paths.Closing(path.Behind);
        var runsCode = full is "exec" or "eval" or "compile" or "builtins.exec" or "builtins.eval" or "builtins.compile" or "types.CodeType" or "types.FunctionType" or "marshal.loads";
        var starts = IsStarter(full);
        if (runsCode || starts || full is "pickle.loads" or "dill.loads" or "cloudpickle.loads" or "_pickle.loads")
        {
            var origin = Origin(path.Behind, close);
            var isData = full.EndsWith("pickle.loads", StringComparison.Ordinal) || full == "dill.loads";
            if (origin == 1 && (!isData || HoldsLongLiteral(path.Behind, close)))
                add(HazardEffect.ExecuteLater, "hidden", full, $"Code decodes something and runs it by '{full}'.", path.Start);
            else if (origin == 2 && !full.StartsWith("subprocess.", StringComparison.Ordinal) && !isData)
                add(HazardEffect.ExecuteLater, "fetched", full, $"Code fetches something from another machine and runs it by '{full}'.", path.Start);
        }

        if (starts || last is "system" or "run" or "Popen" or "popen" or "getoutput" or "check_output" or "check_call" or "call")
        {
            var command = string.Join(' ', Texts(path.Behind, close));
            if (Texts(path.Behind, close).Append(command).Select(t => CommandJudge.Gain(t)).FirstOrDefault(g => g is not null) is { } gain)
                add(HazardEffect.ExecuteLater, "command", full, $"Code starts a command that {gain}.", path.Start);
        }

        if (full is "open" or "io.open" or "builtins.open" or "pathlib.Path" or "os.path.expanduser" or "codecs.open") JudgeFile(path, close);
        if (full is "shutil.rmtree" or "os.removedirs" && Texts(path.Behind, close).Any(t => t is "/" or "~" or "~/" or "/home" or "C:\\" or "/etc"))
            add(HazardEffect.WriteFile, "destroys", full, "Code removes the files of the machine.", path.Start);
        if (IsSender(full, last) && Between(path.Behind, close).Any(p => p.Name == "os.environ" && (paths.IsSign(p.Behind, ')') || paths.IsSign(p.Behind, ',')) || _texts.ContainsKey(p.Name + "\0environ")))
            add(HazardEffect.Network, "secrets", full, "Code sends the environment of the process, with its secrets, to another machine.", path.Start);
        if (IsLookUp(full) && Reads(path.Behind, close) && Texts(path.Behind, close).Any(IsDomain))
            add(HazardEffect.Network, "look-up", full, $"Code asks for the name of a machine that it makes of what it has read, by '{full}': whoever answers for the domain learns it.", path.Start);
        if (last is "__reduce__" or "__reduce_ex__") return;
        var block = blocks.At(path.Start);
        if (block.Function is { Name: "__reduce__" or "__reduce_ex__" } && starts)
            add(HazardEffect.ExecuteLater, "reduce", full, $"An object of this class runs '{full}' when it is unpickled.", path.Start);
    }

    private void JudgeFile(SourcePath path, int close)
    {
        var texts = Texts(path.Behind, close).ToList();
        var writes = texts.Any(t => t.Length is > 0 and < 4 && t[0] is 'w' or 'a' or 'x') || paths.Is(close + 2, "write_text");
        if (texts.Find(t => Array.Exists(Starters, s => t.Contains(s, StringComparison.Ordinal))) is { } starter && writes)
            add(HazardEffect.WriteFile, "stays", ShortText.Of(starter), $"Code writes '{ShortText.Of(starter)}', by which something runs from then on.", path.Start);
        else if (texts.Find(t => Array.Exists(Secrets, s => t.Contains(s, StringComparison.Ordinal))) is { } secret && !path.Name.EndsWith("expanduser", StringComparison.Ordinal) | secret.Contains(".ssh/id_", StringComparison.Ordinal))
            add(HazardEffect.ReadFile, "secrets", ShortText.Of(secret), $"Code opens '{ShortText.Of(secret)}', where secrets of the machine are kept.", path.Start);
    }

    /// <summary>Notes for every name that is given a value what the value is made of.</summary>
    private void NoteValues()
    {
        for (var pass = 0; pass < 2; pass++)
        {
            foreach (var path in paths.Paths)
            {
                if (!path.IsDefined || path.Name.Contains('.', StringComparison.Ordinal) || !paths.IsSign(path.Behind, '=') || _texts.Count + _origins.Count > MostNames) continue;
                var end = path.Behind + 1;
                while (end < paths.Tokens.Count && paths.Tokens[end].Kind != SourceTokenKind.Line && end - path.Behind < 4000) end++;
                if (Origin(path.Behind + 1, end) is > 0 and var origin) _origins[path.Name] = Math.Max(origin, _origins.GetValueOrDefault(path.Name));
                if (pass > 0) continue;
                for (var at = path.Behind + 1; at < end; at++)
                {
                    if (paths.Literal(paths.Tokens[at]) is not { Length: > 0 and < 4096 } text) continue;
                    if (!_texts.TryGetValue(path.Name, out var texts)) _texts.Add(path.Name, texts = []);
                    if (texts.Count < 16) texts.Add(text);
                }

                if (Between(path.Behind, end).Any(p => meanings(p).Any(IsRead))) _texts[path.Name + "\0read"] = [];
                if (Between(path.Behind, end).Any(p => p.Name == "os.environ" && !paths.IsSign(p.Behind, '['))) _texts[path.Name + "\0environ"] = [];
            }
        }
    }

    private bool HoldsLongLiteral(int from, int to) => Texts(from, to).Any(t => t.Length >= 24);

    /// <summary>The names between two tokens; names stand in the order of the text.</summary>
    private IEnumerable<SourcePath> Between(int from, int to)
    {
        int low = 0, high = paths.Paths.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (paths.Paths[middle].First < from) low = middle + 1;
            else high = middle;
        }

        for (; low < paths.Paths.Count && paths.Paths[low].First < to; low++) yield return paths.Paths[low];
    }

    private static bool IsStarter(string full) =>
        full is "os.system" or "os.popen" or "posix.system" or "nt.system" or "pty.spawn" or "os.startfile" || full.StartsWith("os.exec", StringComparison.Ordinal) || full.StartsWith("os.spawn", StringComparison.Ordinal)
        || (full.StartsWith("subprocess.", StringComparison.Ordinal) && char.IsAsciiLetterLower(full[11]) | full == "subprocess.Popen") || full.StartsWith("asyncio.create_subprocess", StringComparison.Ordinal);

    private static bool IsDecoder(string full) => full is "base64.b64decode" or "base64.b32decode" or "base64.b85decode" or "base64.a85decode" or "base64.b16decode" or "base64.urlsafe_b64decode" or "base64.standard_b64decode"
        or "base64.decodebytes" or "base64.decodestring" or "binascii.unhexlify" or "binascii.a2b_hex" or "binascii.a2b_base64" or "bytes.fromhex" or "bytearray.fromhex" or "codecs.decode" or "zlib.decompress" or "gzip.decompress"
        or "lzma.decompress" or "bz2.decompress" or "marshal.loads";

    private static bool IsFetcher(string full) => full is "requests.get" or "requests.post" or "requests.request" or "urllib.request.urlopen" or "urllib2.urlopen" or "urllib.urlopen" or "httpx.get" or "urllib.request.urlretrieve"
        || full.EndsWith(".recv", StringComparison.Ordinal);

    private static bool IsLookUp(string full) => full is "socket.gethostbyname" or "socket.gethostbyname_ex" or "socket.getaddrinfo" or "dns.resolver.resolve" or "dns.resolver.query";

    /// <summary>Whether a text is the end of the name of a machine, before which something is put.</summary>
    private static bool IsDomain(string text) => text.Length < 256 && text[(text.LastIndexOf('}') + 1)..] is ['.', .. var rest] && rest.Contains('.', StringComparison.Ordinal) && rest.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');

    /// <summary>Whether between two tokens stands what reads files, the environment, the user or the output of a command, or a name that was given such.</summary>
    private bool Reads(int from, int to)
    {
        foreach (var path in Between(from, to))
        {
            if (_texts.ContainsKey(path.Name + "\0read")) return true;
            if (meanings(path).Any(IsRead)) return true;
        }

        for (var at = from; at < to; at++)
        {
            // What stands in the braces of a formatted text is part of the text.
            if (paths.Literal(paths.Tokens[at]) is { } text && text.Contains('{', StringComparison.Ordinal) && _texts.Keys.Any(k => k.EndsWith("\0read", StringComparison.Ordinal) && text.Contains('{' + k[..^5], StringComparison.Ordinal))) return true;
        }

        return false;
    }

    private static bool IsRead(string full) => full is "open" or "io.open" or "os.environ" or "os.getenv" or "os.environ.get" or "getpass.getuser" or "os.getlogin" or "socket.gethostname" or "platform.node" or "os.uname" or "pathlib.Path" or "os.popen" or "subprocess.check_output" or "subprocess.getoutput";

    private static bool IsSender(string full, string last) => full.StartsWith("requests.", StringComparison.Ordinal) || full.StartsWith("httpx.", StringComparison.Ordinal) || full.StartsWith("urllib", StringComparison.Ordinal)
        || last is "sendall" or "sendto" or "send" or "sendmail" or "request" or "post" or "gethostbyname" or "urlopen";

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}
