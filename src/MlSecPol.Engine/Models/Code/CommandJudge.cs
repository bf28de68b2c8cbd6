using System.Buffers;

namespace MlSecPol.Engine.Models.Code;

/// <summary>
/// Judges a command line by what its parts do together: fetching and running at once, handing a shell to another machine, sending secrets away, staying,
/// destroying. A command alone, such as <c>curl</c>, is no finding.
/// </summary>
internal static class CommandJudge
{
    private const int LongestLine = 1 << 16;
    private const string FetchedProgram = "fetches a program and runs it";
    private const int LongestSubstitution = 2048;

    private static readonly string[] Fetchers = ["curl", "wget", "fetch", "aria2c", "iwr", "irm", "invoke-webrequest", "invoke-restmethod", "lwp-download"];
    private static readonly string[] Interpreters = ["sh", "bash", "zsh", "dash", "ash", "ksh", "fish", "python", "python2", "python3", "perl", "ruby", "node", "php", "pwsh", "powershell", "iex"];
    private static readonly string[] Prefixes = ["sudo", "env", "nohup", "exec", "xargs", "setsid", "-e", "-h", "-s", "command", "run", "entrypoint", "cmd"];
    private static readonly string[] Secrets = [".ssh/id_", ".ssh/", ".aws/", "/etc/passwd", "/etc/shadow", ".netrc", ".git-credentials", ".kube/config", ".docker/config", "$(env", "`env", "printenv", "secrets/kubernetes.io", ".bash_history", "169.254.169.254", ".gnupg", ".npmrc", ".pypirc", "huggingface/token"];
    private static readonly string[] Sending = [" -d", " --data", " -f ", " --form", " -t ", " --upload-file", "--post-data", "--post-file", "--body-data", "-x post", "--request post", "?"];
    private static readonly string[] Roots = ["/", "/*", "~", "~/", "~/*", "$home", "${home}", "$home/*", "\"$home\"", "/home", "/etc", "/usr", "/var", "c:\\", "--no-preserve-root"];

    // Forms that have no honest use in what accompanies a model.
    private static readonly (string Form, string Gain)[] Forms =
    [
        ("/dev/tcp/", "hands a shell to another machine"), ("/dev/udp/", "hands a shell to another machine"), ("stratum+tcp", "mines for others"),
        ("xmrig", "mines for others"), ("ld.so.preload", "loads a library into every program"), ("chmod +s", "gives rights away"), ("chmod u+s", "gives rights away"), ("chmod 4755", "gives rights away"),
        (":(){ :|:", "exhausts the machine"), ("frombase64string", "hides what it runs"), ("downloadstring(", "fetches and runs code"), ("certutil -urlcache", "fetches a program"),
        ("certutil.exe -urlcache", "fetches a program"), ("certutil -decode", "hides what it runs"), ("bitsadmin /transfer", "fetches a program"), ("mshta http", "fetches and runs code"), ("mshta javascript", "runs code"),
        ("mshta vbscript", "runs code"), ("rundll32 javascript", "runs code"), ("regsvr32 /s /n /u /i:", "fetches and runs code"), ("/i:http", "fetches and runs code"), ("currentversion\\run", "starts with every session"),
        ("schtasks /create", "starts by itself from then on"), ("/etc/cron", "starts by itself from then on"), ("of=/dev/sd", "destroys a disk"), ("mkfs.", "destroys a disk"),
        ("vssadmin delete", "destroys copies"), ("pty.spawn", "hands a shell to another machine"), ("net localgroup administrators", "gives rights away"), ("set-mppreference -disable", "switches a protection off"),
    ];

    private static readonly SearchValues<char> Breaks = SearchValues.Create("|;&\n\r");

    /// <summary>What the command gives an attacker; null for an ordinary one.</summary>
    /// <param name="command">One line, or several that are joined.</param>
    /// <param name="isWhole">Whether the text is a whole script, in which only what is kept in a file between the lines counts.</param>
    internal static string? Gain(string command, bool isWhole = false)
    {
        if (isWhole) return Together(Plain(command)) is FetchedProgram and var whole ? whole : null;
        if (command.Length < 6) return null;
        var line = Plain(command);
        foreach (var (form, gain) in Forms)
        {
            if (line.Contains(form, StringComparison.Ordinal)) return gain;
        }

        return Together(line);
    }

    private static string Plain(string command) =>
        (command.Length > LongestLine ? command[..LongestLine] : command).ToLowerInvariant().Replace("${ifs}", " ", StringComparison.Ordinal).Replace("$ifs", " ", StringComparison.Ordinal);

    /// <summary>Whether everything is fetched from where well-known installers are published.</summary>
    private static bool IsInstaller(string line)
    {
        var isAny = false;
        for (var at = line.IndexOf("://", StringComparison.Ordinal); at >= 0; at = line.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            isAny = true;
            if (at < 5 || line[(at - 5)..at] != "https" || !SourceData.Current.Installers.Any(i => line.AsSpan(at + 3).StartsWith(i, StringComparison.Ordinal))) return false;
        }

        return isAny;
    }

    private static string? Together(string line)
    {
        var isInstaller = IsInstaller(line);
        // What the pipe so far does; fetched files may be run much later.
        bool fetches = false, decodes = false, reads = false, isPiped = false, hasFetched = false;
        var sends = IsAny(line, Secrets) && IsAny(line, Sending) && line.Contains("://", StringComparison.Ordinal);
        var hidesPython = line.Contains("import", StringComparison.Ordinal) && (line.Contains("b64decode", StringComparison.Ordinal) || (line.Contains("socket", StringComparison.Ordinal) && line.Contains("connect", StringComparison.Ordinal))
            || (line.Contains("urlopen", StringComparison.Ordinal) && line.Contains("exec", StringComparison.Ordinal)));
        var hidesShell = line.Contains("nc ", StringComparison.Ordinal) || line.Contains("telnet", StringComparison.Ordinal) || line.Contains("/sh", StringComparison.Ordinal);
        var redirects = line.Contains(">&", StringComparison.Ordinal) || line.Contains("<&", StringComparison.Ordinal) || line.Contains(" nc ", StringComparison.Ordinal);
        for (var at = 0; at <= line.Length;)
        {
            var end = line.AsSpan(at).IndexOfAny(Breaks) is var found and >= 0 ? at + found : line.Length;
            var words = line[at..end].Split([' ', '\t', '\'', '"', '(', ')', '`', '<', '>', '{', '}', ',', '[', ']', '$', '='], StringSplitOptions.RemoveEmptyEntries);
            var first = Array.FindIndex(words, w => !Prefixes.Contains(w));
            var head = first < 0 ? string.Empty : Name(words[first]);
            if (!isPiped) fetches = decodes = reads = false;
            if (isPiped && Interpreters.Contains(head))
            {
                if (fetches && !isInstaller) return "fetches something and runs it at once";
                if (decodes) return "runs what it hides in another writing";
            }

            var isFetch = words.Any(w => Fetchers.Contains(Name(w)));
            if (isFetch && ((isPiped && reads) || sends)) return "sends secrets of the machine away";
            if (isFetch && !isInstaller && first >= 0 && (head is "eval" or "iex" or "source" or "." || (Interpreters.Contains(head) && IsSubstituted(line, at)))) return "fetches something and runs it at once";
            fetches |= isFetch;
            hasFetched |= isFetch;
            decodes |= (words.Contains("base64") && words.Any(w => w is "-d" or "--decode" or "-di")) || (words.Contains("xxd") && words.Contains("-r")) || (words.Contains("openssl") && words.Contains("-d"));
            reads |= (head is "cat" or "env" or "printenv" or "tar" or "set" or "head" or "find") && (head is "env" or "printenv" or "set" || IsAny(line[at..end], Secrets));
            if (decodes && head is "eval" or "exec") return "runs what it hides in another writing";
            if (ByHead(head, words, line.AsSpan(at, end - at), isPiped, reads, redirects) is { } gain) return gain;
            if (hidesPython && Interpreters.Contains(head) && words.Any(w => w is "-c" or "-e")) return "runs hidden or fetched code";
            if (hidesShell && head is "mkfifo" or "mknod") return "hands a shell to another machine";
            if (hasFetched && first >= 0 && (IsTemporary(words[first]) || (head == "chmod" && words.Any(w => w is "+x" or "755" or "777" or "a+x" or "u+x" or "700") && words.Any(IsTemporary)))) return FetchedProgram;
            isPiped = end < line.Length && line[end] == '|' && (end + 1 >= line.Length || line[end + 1] != '|');
            at = end + 1;
        }

        return null;
    }

    private static string? ByHead(string head, string[] words, ReadOnlySpan<char> part, bool isPiped, bool reads, bool redirects)
    {
        switch (head)
        {
            case "nc" or "ncat" or "netcat" or "nc.exe" or "socat" when words.Any(w => w is "-e" or "-c" or "--exec" or "-lvpe" or "-ne" || w.StartsWith("exec:", StringComparison.Ordinal)):
                return "hands a shell to another machine";
            case "nc" or "ncat" or "netcat" when isPiped && reads:
                return "sends secrets of the machine away";
            case "sh" or "bash" or "zsh" when redirects && words.Contains("-i"):
                return "hands a shell to another machine";
            case "powershell" or "powershell.exe" or "pwsh" when words.Any(w => w is "-enc" or "-e" or "-ec" or "-encodedcommand" or "-en"):
                return "hides what it runs";
            case "crontab" when isPiped || words.Any(w => w == "-" || w.StartsWith('/')):
                return "starts by itself from then on";
            case "echo" or "tee" or "cat" or "printf" when part.IndexOf("authorized_keys") >= 0 && (part.Contains('>') || head == "tee"):
                return "lets others log in";
            case "rm" when words.Any(w => w.StartsWith('-') && w.Contains('r', StringComparison.Ordinal)):
                foreach (var word in part.ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
                {
                    if (Roots.Contains(word.Trim('"', '\''))) return "destroys files of the machine";
                }

                return null;
            default:
                return null;
        }
    }

    private static bool IsTemporary(string word) => word.StartsWith("/tmp/", StringComparison.Ordinal) || word.StartsWith("/var/tmp/", StringComparison.Ordinal) || word.StartsWith("/dev/shm/", StringComparison.Ordinal);

    /// <summary>Whether an interpreter is handed the output of another command.</summary>
    private static bool IsSubstituted(string line, int at) => line.AsSpan(at, Math.Min(LongestSubstitution, line.Length - at)) is var rest && (rest.IndexOf("$(") >= 0 || rest.IndexOf("<(") >= 0 || rest.Contains('`'));

    private static bool IsAny(string line, string[] parts) => Array.Exists(parts, p => line.Contains(p, StringComparison.Ordinal));

    /// <summary>The command without its folder.</summary>
    private static string Name(string word) => word[(word.LastIndexOf('/') + 1)..];
}
