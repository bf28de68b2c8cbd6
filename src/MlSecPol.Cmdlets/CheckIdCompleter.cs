using System.Collections;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Cmdlets;

/// <summary>Completes ids of checks: for an auditing command those that it runs, otherwise those of the controls that are bound already.</summary>
public sealed class CheckIdCompleter() : CatalogueCompleter("Check")
{
    private protected override bool Fits(string value, string commandName, IDictionary boundParameters)
    {
        if (PolicyCatalogue.Current.FindCheck(value) is not { } check) return false;
        return commandName.ToUpperInvariant() switch
        {
            "INVOKE-MLMODELAUDIT" => check is { CheckType: CheckType.Automatic, Subject: "model" or "model repository" },
            "TEST-MLDATASET" => check is { CheckType: CheckType.Automatic, Subject: "dataset" },
            _ => boundParameters["ControlId"] is not { } bound || Names(bound).Contains(check.ControlId, StringComparer.OrdinalIgnoreCase),
        };
    }

    private static IEnumerable<string?> Names(object bound) => bound is IEnumerable many and not string ? many.Cast<object?>().Select(o => o?.ToString()) : [bound.ToString()];
}
