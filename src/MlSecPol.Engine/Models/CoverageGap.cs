namespace MlSecPol.Engine.Models;

/// <summary>A part of a model that was not read, and why. As long as there is one, nothing that depends on the part may pass.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Member">The member of a container, outermost first, parts separated by <c>!</c>; null at the top level.</param>
/// <param name="Offset">The first byte that was not read, counted in the member or file.</param>
/// <param name="Reason">One sentence: what was not read and why; names the limit where one was reached.</param>
public sealed record CoverageGap(CoverageGapKind Kind, string? Member, long Offset, string Reason)
{
    /// <summary>Whether the gap is a trouble of the content (Error) and not merely a format that this program does not read (NotAssessed).</summary>
    public bool IsError => Kind is not CoverageGapKind.Unsupported;
}
