using System.Buffers;
using System.Net;
using MlSecPol.Engine.Artifacts.Remote;

namespace MlSecPol.Engine.Models.Markup;

/// <summary>Judges a script of a page by what its parts do together; a script alone is no finding.</summary>
internal static class PageScript
{
    private const int LongestAddress = 2048;
    private const int LongestStatement = 256;
    private const int LongestScheme = 8;

    private static readonly SearchValues<char> Ends = SearchValues.Create("\"'`<>\\ \n\r\t)");
    private static readonly string[] Senders = ["fetch(", "XMLHttpRequest", "sendBeacon(", "new WebSocket(", "new EventSource(", "new Image", ".src=", ".src =", "location=", "location =", "location.href", "$.get(", "$.post(", "$.ajax(", "axios."];
    private static readonly string[] Secrets = ["document.cookie", "localStorage", "sessionStorage", "navigator.clipboard", "navigator.credentials"];
    private static readonly string[] Runners = ["eval(", "new Function(", "Function(", "document.write(", "setTimeout(", "execScript("];
    private static readonly string[] Decoders = ["atob(", "unescape(", "fromCharCode(", "decodeURIComponent(escape("];
    private static readonly string[] Machine = ["ActiveXObject(", "WScript.Shell", "Scripting.FileSystemObject", "child_process", "ms-msdt:", "process.binding(", "Deno.run", "powershell", "IPython.notebook.kernel.execute", "__TAURI__"];
    private static readonly string[] Miners = ["coinhive", "CoinImp", "cryptonight", "stratum+"];

    /// <summary>What the script gives an attacker; null for an ordinary one.</summary>
    internal static (HazardEffect Effect, string Does)? Judge(string script)
    {
        var plain = script.Replace(" (", "(", StringComparison.Ordinal);
        if (Holds(plain, Machine)) return (HazardEffect.ExecuteLater, "starts programs of the machine where the page may");
        if (Holds(plain, Miners)) return (HazardEffect.ExecuteLater, "mines for others");
        if (Holds(plain, Runners) && Holds(plain, Decoders) && IsPacked(plain)) return (HazardEffect.ExecuteLater, "decodes something and runs it");
        if (Holds(plain, Senders) && Addresses(plain).Any(a => !IsOwn(a.Address) && IsHanded(plain, a.End))) return (HazardEffect.Network, "sends what the browser keeps for its user to another machine");
        return Holds(plain, Senders) && Addresses(plain).Any(a => IsBare(a.Address)) ? (HazardEffect.Network, "connects to an address without protection of the way") : null;
    }

    /// <summary>Whether an address is of no name, or not protected on the way, and not of this machine.</summary>
    internal static bool IsBare(Uri address) =>
        !IsOwn(address) && (IPAddress.TryParse(address.Host.Trim('[', ']'), out var number) ? !PrivateNetwork.Holds(number) : address.Scheme is "http" or "ws");

    /// <summary>Addresses that name the machine itself, and those of schemas and of examples in a language for drawings.</summary>
    private static bool IsOwn(Uri address) =>
        address.IsLoopback || address.Host is "0.0.0.0" or "www.w3.org" || address.Host.EndsWith(".w3.org", StringComparison.Ordinal) || address.Host.EndsWith(".local", StringComparison.Ordinal);

    private static bool Holds(string script, string[] words) => Array.Exists(words, w => script.Contains(w, StringComparison.Ordinal));

    /// <summary>Whether a decoder is what is run, and not merely a part of the same library.</summary>
    private static bool IsPacked(string script)
    {
        foreach (var runner in Runners)
        {
            for (var at = script.IndexOf(runner, StringComparison.Ordinal); at >= 0; at = script.IndexOf(runner, at + runner.Length, StringComparison.Ordinal))
            {
                var rest = script.AsSpan(at + runner.Length, Math.Min(64, script.Length - at - runner.Length)).TrimStart(" \t\"'(");
                foreach (var decoder in Decoders)
                {
                    if (rest.StartsWith(decoder) || rest.StartsWith("window." + decoder) || rest.StartsWith("String." + decoder)) return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether what the browser keeps stands in the same statement behind an address.</summary>
    private static bool IsHanded(string script, int at)
    {
        var rest = script.AsSpan(at, Math.Min(LongestStatement, script.Length - at));
        if (rest.IndexOf(';') is var end and >= 0) rest = rest[..end];
        foreach (var secret in Secrets)
        {
            if (rest.IndexOf(secret) >= 0) return true;
        }

        return false;
    }

    private static IEnumerable<(Uri Address, int End)> Addresses(string script)
    {
        for (var at = script.IndexOf("://", StringComparison.Ordinal); at > 0; at = script.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            var start = at;
            while (start > 0 && at - start < LongestScheme && char.IsAsciiLetter(script[start - 1])) start--;
            var end = script.AsSpan(at, Math.Min(LongestAddress, script.Length - at)).IndexOfAny(Ends);
            if (end >= 0 && Uri.TryCreate(script.Substring(start, at - start + end), UriKind.Absolute, out var address) && address.Scheme is ("http" or "https" or "ws" or "wss")) yield return (address, at + end);
        }
    }
}
