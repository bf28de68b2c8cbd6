namespace MlSecPol.Engine.Models.Configuration;

/// <summary>Judges addresses and paths that stand where the name of a model or file is expected.</summary>
internal static class LocationJudge
{
    private static readonly string[] Hubs = ["huggingface.co", "hf.co", "modelscope.cn", "www.modelscope.cn", "github.com", "storage.googleapis.com"];

    // Files that hold secrets or the state of the machine; no model is kept there.
    private static readonly string[] Sensitive = ["/etc/", "/proc/", "/sys/", "/dev/", "/.ssh/", "/.aws/", "/.kube/", "/.netrc", "\\windows\\", "/var/run/", "/.git/", "/.bash", "/.config/"];

    /// <summary>What reading the place gives an attacker; null where it is a name, or a path of the machine on which the model was made.</summary>
    internal static (HazardEffect Effect, string Gain)? Judge(string value)
    {
        if (value.StartsWith("file:", StringComparison.OrdinalIgnoreCase)) return (HazardEffect.ReadFile, "the loader reads a file of the machine");
        if (value.StartsWith("\\\\", StringComparison.Ordinal) || value.StartsWith("//", StringComparison.Ordinal)) return (HazardEffect.Network, "the loader connects to a share and may hand over credentials");
        if (IsAddress(value))
            return Uri.TryCreate(value, UriKind.Absolute, out var address) && Hubs.Contains(address.Host, StringComparer.OrdinalIgnoreCase)
                ? (HazardEffect.Note, "the loader connects to a hub of models")
                : (HazardEffect.Network, "the loader connects to an address of the author's choice");
        return Sensitive.Any(s => value.Contains(s, StringComparison.OrdinalIgnoreCase)) ? (HazardEffect.ReadFile, "the loader reads a file of the machine") : null;
    }

    /// <summary>Whether a part of a model is said to be elsewhere than in its folder.</summary>
    internal static bool LeavesFolder(string value) =>
        IsAddress(value) || value.StartsWith('/') || value.StartsWith('\\') || value.StartsWith('~') || (value.Length > 1 && value[1] == ':') || value.Contains('\0', StringComparison.Ordinal)
        || value.Split('/', '\\').Contains("..");

    internal static bool IsAddress(string value)
    {
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        return scheme is > 0 and < 12 && value.AsSpan(0, scheme).IndexOfAnyExceptInRange('a', 'z') is var other && (other < 0 || char.IsAsciiLetterOrDigit(value[other]));
    }
}
