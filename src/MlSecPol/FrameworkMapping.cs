namespace MlSecPol;

/// <summary>A clause of another framework that a control speaks to: the judgement of this project, not an official crosswalk.</summary>
public sealed record FrameworkMapping
{
    /// <summary>The framework with its edition, for example <c>ISO/IEC 27001:2022 Annex A</c>.</summary>
    public required string Framework { get; init; }

    /// <summary>The id of the clause in the framework's own numbering.</summary>
    public required string ClauseId { get; init; }

    /// <summary>How close the two are.</summary>
    public required MappingConfidence Confidence { get; init; }

    /// <summary>
    /// How the id was confirmed: <c>offline-id-list</c> (stands in a published list of the framework's ids), <c>known-article-absent-from-offline-list</c>
    /// (a real article that the list lacks), <c>not-verified-offline</c> (not confirmed to the paragraph), <c>design-reference</c> (taken from the framework's own tags).
    /// </summary>
    public required string Verification { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Framework} {ClauseId} ({Confidence})";
}
