using System.Collections.Frozen;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.RData;

/// <summary>Judges the functions that code in R data calls, by when it would run.</summary>
internal sealed class RCallJudge(HazardList hazards)
{

    private static readonly FrozenSet<string> Spawning = Set("system system2 shell shell.exec pipe dyn.load library.dynam");

    private static readonly FrozenDictionary<string, HazardEffect> Reaching = new Dictionary<string, HazardEffect>(StringComparer.Ordinal)
    {
        ["download.file"] = HazardEffect.Network,
        ["url"] = HazardEffect.Network,
        ["socketConnection"] = HazardEffect.Network,
        ["serverSocket"] = HazardEffect.Network,
        ["curl"] = HazardEffect.Network,
        ["browseURL"] = HazardEffect.Network,
        ["install.packages"] = HazardEffect.Execute,
        ["source"] = HazardEffect.Execute,
        ["sys.source"] = HazardEffect.Execute,
        ["eval"] = HazardEffect.Execute,
        ["evalq"] = HazardEffect.Execute,
        ["parse"] = HazardEffect.Execute,
        ["str2lang"] = HazardEffect.Execute,
        ["str2expression"] = HazardEffect.Execute,
        ["do.call"] = HazardEffect.Execute,
        ["get"] = HazardEffect.Execute,
        ["get0"] = HazardEffect.Execute,
        ["mget"] = HazardEffect.Execute,
        ["match.fun"] = HazardEffect.Execute,
        ["getExportedValue"] = HazardEffect.Execute,
        ["getFromNamespace"] = HazardEffect.Execute,
        ["assignInNamespace"] = HazardEffect.Execute,
        ["load"] = HazardEffect.Execute,
        ["readRDS"] = HazardEffect.Execute,
        ["unserialize"] = HazardEffect.Execute,
        ["attach"] = HazardEffect.Execute,
        ["Sys.setenv"] = HazardEffect.Execute,
        [".Internal"] = HazardEffect.Execute,
        ["reg.finalizer"] = HazardEffect.Execute,
        ["unlink"] = HazardEffect.WriteFile,
        ["file.remove"] = HazardEffect.WriteFile,
        ["file.rename"] = HazardEffect.WriteFile,
        ["file.copy"] = HazardEffect.WriteFile,
        ["file.create"] = HazardEffect.WriteFile,
        ["writeLines"] = HazardEffect.WriteFile,
        ["writeBin"] = HazardEffect.WriteFile,
        ["write"] = HazardEffect.WriteFile,
        ["write.table"] = HazardEffect.WriteFile,
        ["saveRDS"] = HazardEffect.WriteFile,
        ["save"] = HazardEffect.WriteFile,
        ["sink"] = HazardEffect.WriteFile,
        ["cat"] = HazardEffect.WriteFile,
        ["file"] = HazardEffect.ReadFile,
        ["readLines"] = HazardEffect.ReadFile,
        ["readBin"] = HazardEffect.ReadFile,
        ["scan"] = HazardEffect.ReadFile,
        ["Sys.getenv"] = HazardEffect.ReadFile,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Functions by which another one is reached by its name or value.
    private static readonly FrozenSet<string> Indirect = Set("do.call get get0 mget match.fun getExportedValue getFromNamespace :: ::: Reduce Filter Map Find lapply sapply vapply mapply apply outer Recall call as.call as.name as.symbol dynGet");

    internal static bool IsIndirect(string function) => Indirect.Contains(function);

    internal static bool IsSpawning(string function) => Spawning.Contains(function);

    /// <summary>Notes that code calls a function.</summary>
    /// <returns>Whether it was judged dangerous.</returns>
    internal bool Call(string function, RScope scope, long offset)
    {
        var spawns = Spawning.Contains(function);
        if (scope == RScope.Data)
        {
            // A model keeps the call that made it; nobody keeps one that starts a program.
            if (spawns) Add(HazardEffect.ExecuteLater, "r:call", function, $"A call of {ShortText.Of(function)} is kept as data and starts a program once it is evaluated.", offset);
            return spawns;
        }

        if (scope == RScope.Function)
        {
            if (spawns) Add(HazardEffect.ExecuteLater, "r:function", function, $"A function in the file calls {ShortText.Of(function)}, which starts a program or loads native code.", offset);
            return spawns;
        }

        if (!spawns && !Reaching.ContainsKey(function)) return false;
        var effect = spawns ? HazardEffect.Execute : Reaching[function];
        if (scope == RScope.CapturedPromise && effect != HazardEffect.Execute && function is "cat" or "get" or "file" or "Sys.getenv") return false;
        Add(effect, "r:promise", function, $"A promise calls {ShortText.Of(function)} as soon as its value is asked for.", offset);
        return true;
    }

    /// <summary>Notes a text that code hands to a function: source text, or an address.</summary>
    internal void Argument(string function, string text, RScope scope, long offset)
    {
        if (function is "parse" or "str2lang" or "str2expression" or "eval" or "evalq")
        {
            foreach (var name in Spawning)
            {
                if (text.Contains(name + "(", StringComparison.Ordinal))
                {
                    Call(name, scope, offset);
                    return;
                }
            }
        }
        else if (scope != RScope.Data && Reaching.TryGetValue(function, out var effect) && effect is HazardEffect.Execute or HazardEffect.Network or HazardEffect.ReadFile && text.Contains("://", StringComparison.Ordinal))
        {
            var isLoader = effect == HazardEffect.Execute;
            Add(
                isLoader ? HazardEffect.ExecuteLater : HazardEffect.Network,
                "r:address",
                function,
                $"Code in the file calls {ShortText.Of(function)} with the address '{ShortText.Of(text)}'.",
                offset);
        }
    }

    internal void LoosePromise(long offset) => Add(
        HazardEffect.Execute,
        "r:promise",
        "promise",
        "A promise stands where R writes none; its expression is evaluated when the object is looked at.",
        offset);

    internal void Note(HazardEffect effect, string rule, string subject, string detail, long offset) => Add(effect, rule, subject, detail, offset);

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private void Add(HazardEffect effect, string rule, string subject, string detail, long offset) =>
        hazards.Add(ModelAspect.ObjectGraph, effect, rule, ShortText.Of(subject), detail, offset);
}
