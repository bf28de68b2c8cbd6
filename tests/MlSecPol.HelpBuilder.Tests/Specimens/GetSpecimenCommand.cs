using System.Management.Automation;

namespace MlSecPol.HelpBuilder.Tests.Specimens;

/// <summary>A cmdlet with everything that help shows.</summary>
[Cmdlet(VerbsCommon.Get, "Specimen", DefaultParameterSetName = PathSet, HelpUri = "https://example.org/specimen")]
[OutputType(typeof(string), typeof(int[]))]
public sealed class GetSpecimenCommand : PSCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralSet = "LiteralPath";

    /// <summary>Declared out of order, so that order is not accidental.</summary>
    [Parameter]
    [PSDefaultValue(Help = "all colours")]
    public Colour?[]? Colour { get; set; }

    /// <summary>By position and pipeline.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The other set.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralSet)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>A set of words.</summary>
    [Parameter]
    [ValidateSet("One", "Two")]
    public string? Word { get; set; }

    /// <summary>A switch.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>No parameter.</summary>
    public string? NotAParameter { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject("specimen");
}
