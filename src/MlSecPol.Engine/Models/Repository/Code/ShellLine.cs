namespace MlSecPol.Engine.Models.Repository.Code;

/// <summary>Judges a command line of a notebook or of code that starts a program.</summary>
internal static class ShellLine
{
    private static readonly string[] ValuedOptions = ["-r", "--requirement", "-c", "--constraint", "-i", "--index-url", "--extra-index-url", "-f", "--find-links", "-t", "--target", "--trusted-host", "--prefix", "--root"];

    /// <summary>What the command does wrong.</summary>
    internal static IEnumerable<(CodeHazardKind Kind, string Subject, string Detail)> Judge(string line)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Take(500).ToList();
        if (InstallsUnpinned(words)) yield return (CodeHazardKind.UnpinnedInstall, "pip install", "Packages are installed in whatever version is current when the code runs.");
        var pipe = line.IndexOf('|', StringComparison.Ordinal);
        if (pipe > 0 && words.Exists(w => w is "curl" or "wget") && line[(pipe + 1)..].Split([' ', '|', '\t'], StringSplitOptions.RemoveEmptyEntries).Any(w => w is "sh" or "bash" or "zsh" or "python" or "python3" or "sudo"))
            yield return (CodeHazardKind.DownloadAndRun, "download | shell", "A download is run at once, before anybody can look at it.");
    }

    /// <summary>Whether the words install packages with pip without fixing each version.</summary>
    internal static bool InstallsUnpinned(List<string> words)
    {
        var pip = words.FindIndex(w => w is "pip" or "pip3" || w.EndsWith("/pip", StringComparison.Ordinal));
        if (pip < 0 || pip + 1 >= words.Count || words[pip + 1] != "install") return false;
        for (var i = pip + 2; i < words.Count; i++)
        {
            var word = words[i].Trim('"', '\'');
            if (word is "&&" or ";" or "|" or "#") return false;
            if (ValuedOptions.Contains(word)) i++;
            else if (word.Length > 0 && word[0] is not ('-' or '.' or '/' or '$' or '{') && !IsPinned(word)) return true;
        }

        return false;
    }

    private static bool IsPinned(string word) =>
        (word.Contains("==", StringComparison.Ordinal) && !word.EndsWith(".*", StringComparison.Ordinal)) || (word.LastIndexOf('@') is var at and >= 0 && GitFolder.IsCommit(word[(at + 1)..].Split('#')[0]));
}
