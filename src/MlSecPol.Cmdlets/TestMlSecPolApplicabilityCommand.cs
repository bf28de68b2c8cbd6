using System.Management.Automation;
using MlSecPol.Engine.Policy;

namespace MlSecPol.Cmdlets;

/// <summary><c>Test-MlSecPolApplicability</c>: whether the policy applies to an activity, by which rule, and what is missing to tell.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MlSecPolApplicability")]
[OutputType(typeof(Applicability))]
public sealed class TestMlSecPolApplicabilityCommand : PSCmdlet
{
    /// <summary>A name for the activity.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Activity")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>What it develops in-house.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DevelopedAsset? Develops { get; set; }

    /// <summary>Whether it uses a dataset.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public UsedAsset? Uses { get; set; }

    /// <summary>The AI service that it consumes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public ConsumedService? Consumes { get; set; }

    /// <summary>The kind of artifact that it obtains.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public ArtifactKind? ArtifactKind { get; set; }

    /// <summary>Where that artifact comes from.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public ArtifactOrigin? ArtifactOrigin { get; set; }

    /// <summary>What it is done for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Purpose? Purpose { get; set; }

    /// <summary>How the consumed service is delivered.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public ServiceDelivery? Delivery { get; set; }

    /// <summary>Who can reach the dataset that it uses.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DatasetAccess? Access { get; set; }

    /// <summary>What the dataset is used for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DatasetUse? DatasetUse { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var facts = new ActivityFacts
        {
            Name = Name,
            Develops = Develops,
            Uses = Uses,
            Consumes = Consumes,
            ArtifactKind = ArtifactKind,
            ArtifactOrigin = ArtifactOrigin,
            Purpose = Purpose,
            Delivery = Delivery,
            Access = Access,
            DatasetUse = DatasetUse,
        };
        try
        {
            WriteObject(ApplicabilityRules.Evaluate(facts));
        }
        catch (ActivityFactsException error)
        {
            WriteError(ErrorRecords.Create(
                error, "MlSecPol.Applicability.MalformedFact", ErrorCategory.InvalidData, facts, error.Message, $"Correct -{error.Fact}; Get-Help Test-MlSecPolApplicability lists the values."));
        }
    }
}
