using System.ComponentModel.DataAnnotations;
using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Advisories;

/// <summary>Describes findings: a finding fits when it fits every list that is not empty. In patterns, <c>*</c> stands for any text and <c>?</c> for one character.</summary>
public sealed record AdvisoryUse
{
    /// <summary>Ids of the checks that report it, or patterns of them.</summary>
    [Required]
    [CheckIds]
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>Patterns of the rule that decided, for example <c>keras:lambda</c> or <c>family:*</c>.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Patterns of what was found: the subject or the evidence of the finding, for example the name of an import.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>Patterns of what must not be the subject or the evidence.</summary>
    public IReadOnlyList<string> ExceptSeen { get; init; } = [];

    /// <summary>Formats, one of which the file has, for example <c>Hdf5</c>.</summary>
    [FormatNames]
    public IReadOnlyList<string> Formats { get; init; } = [];

    /// <summary>Patterns of the name of the file.</summary>
    public IReadOnlyList<string> FileNames { get; init; } = [];

    /// <summary>Patterns of the member of a container that holds it.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Patterns of members that are not meant.</summary>
    public IReadOnlyList<string> ExceptMembers { get; init; } = [];

    /// <summary>Patterns of names, one of which the pickles of the file import.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];
}
