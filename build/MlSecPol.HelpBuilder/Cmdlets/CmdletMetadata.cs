namespace MlSecPol.HelpBuilder.Cmdlets;

/// <summary>What the compiled class of a cmdlet declares.</summary>
internal sealed record CmdletMetadata
{
    /// <summary>The verb of the name.</summary>
    public required string Verb { get; init; }

    /// <summary>The noun of the name.</summary>
    public required string Noun { get; init; }

    /// <summary>Verb and noun.</summary>
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The parameter set that is taken in doubt; null when none is declared.</summary>
    public string? DefaultSet { get; init; }

    /// <summary>The address behind <c>Get-Help -Online</c>; null when none is declared.</summary>
    public string? HelpUri { get; init; }

    /// <summary>Whether it has <c>-WhatIf</c> and <c>-Confirm</c>.</summary>
    public bool SupportsShouldProcess { get; init; }

    /// <summary>Full names of the declared output types, in the order of the declarations.</summary>
    public IReadOnlyList<string> OutputTypes { get; init; } = [];

    /// <summary>The declared parameters, without the common ones.</summary>
    public IReadOnlyList<ParameterMetadata> Parameters { get; init; } = [];

    /// <summary>The names of the parameter sets, the default one first.</summary>
    public IReadOnlyList<string> Sets
    {
        get
        {
            var named = Parameters.SelectMany(parameter => parameter.Uses.Keys)
                .Where(set => set != ParameterMetadata.AllSets)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .OrderBy(set => string.Equals(set, DefaultSet, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
                .ToList();
            return named.Count == 0 ? [ParameterMetadata.AllSets] : named;
        }
    }
}
