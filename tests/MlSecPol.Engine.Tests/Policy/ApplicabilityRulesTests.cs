using MlSecPol.Engine.Policy;
using Xunit;

namespace MlSecPol.Engine.Tests.Policy;

/// <summary>The rules of applicability and the interpretations that were decided for them.</summary>
public sealed class ApplicabilityRulesTests
{
    private static readonly ActivityFacts Unstated = new() { Name = "work" };

    [Theory]
    [InlineData(Purpose.Commercial)]
    [InlineData(Purpose.OpenSource)]
    public void A1_a_model_developed_in_house(Purpose purpose)
    {
        var answer = ApplicabilityRules.Evaluate(Unstated with { Develops = DevelopedAsset.Model, Purpose = purpose });
        Expect(answer, ApplicabilityStatus.Applies, "A1");
        Assert.Equal(["Develops=Model", $"Purpose={purpose}"], answer.Facts, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(ArtifactKind.Dataset)]
    [InlineData(ArtifactKind.Model)]
    public void A2_a_public_artifact_downloaded_and_used(ArtifactKind kind) => Expect(
        ApplicabilityRules.Evaluate(Unstated with { ArtifactKind = kind, ArtifactOrigin = ArtifactOrigin.PublicDownload, Purpose = Purpose.Commercial }),
        ApplicabilityStatus.Applies,
        "A2");

    [Theory]
    [InlineData(ArtifactOrigin.Internal)]
    [InlineData(ArtifactOrigin.Supplier)]
    public void A2_does_not_mean_artifacts_from_elsewhere(ArtifactOrigin origin) => Expect(
        ApplicabilityRules.Evaluate(Unstated with { ArtifactKind = ArtifactKind.Model, ArtifactOrigin = origin, Purpose = Purpose.Commercial }),
        ApplicabilityStatus.NotApplicable,
        string.Empty);

    [Theory]
    [InlineData(ServiceDelivery.SaaS, ApplicabilityStatus.Applies, "A3")]
    [InlineData(ServiceDelivery.PaaS, ApplicabilityStatus.Applies, "A3")]
    [InlineData(ServiceDelivery.Serverless, ApplicabilityStatus.Applies, "A3")]
    [InlineData(ServiceDelivery.SelfHosted, ApplicabilityStatus.NotApplicable, "")]
    public void A3_a_service_of_a_cloud_provider(ServiceDelivery delivery, ApplicabilityStatus status, string rules) => Expect(
        ApplicabilityRules.Evaluate(Unstated with { Consumes = ConsumedService.CspAiService, Delivery = delivery, Purpose = Purpose.Commercial }), status, rules);

    [Theory]
    [InlineData(DatasetAccess.Public, DatasetUse.Training, ApplicabilityStatus.Applies, "A4")]
    [InlineData(DatasetAccess.Internal, DatasetUse.Validation, ApplicabilityStatus.Applies, "A4")]
    [InlineData(DatasetAccess.ThirdParty, DatasetUse.Training, ApplicabilityStatus.NotApplicable, "")]
    [InlineData(DatasetAccess.Public, DatasetUse.Other, ApplicabilityStatus.NotApplicable, "")]
    public void A4_a_dataset_whatever_the_purpose(DatasetAccess access, DatasetUse use, ApplicabilityStatus status, string rules) => Expect(
        ApplicabilityRules.Evaluate(Unstated with { Uses = UsedAsset.Dataset, Access = access, DatasetUse = use }), status, rules);

    [Fact]
    public void X1_an_external_service_of_generative_AI() => Expect(
        ApplicabilityRules.Evaluate(Unstated with { Consumes = ConsumedService.ExternalGenAiService, Purpose = Purpose.Commercial }),
        ApplicabilityStatus.NotApplicable,
        "X1");

    [Fact]
    public void Interpretation_1_an_excluded_activity_excludes_no_other()
    {
        var training = Unstated with { Name = "fine-tuning", Develops = DevelopedAsset.Model, Purpose = Purpose.Commercial };
        var assistant = Unstated with { Name = "assistant", Consumes = ConsumedService.ExternalGenAiService };
        Assert.Equal("fine-tuning: Applies (A1)", ApplicabilityRules.Evaluate(training).ToString());
        Assert.Equal("assistant: NotApplicable (X1)", ApplicabilityRules.Evaluate(assistant).ToString());
    }

    [Fact]
    public void Interpretation_1_holds_within_one_description_too()
    {
        var answer = ApplicabilityRules.Evaluate(
            Unstated with { Develops = DevelopedAsset.Model, Purpose = Purpose.Commercial, Consumes = ConsumedService.ExternalGenAiService });
        Expect(answer, ApplicabilityStatus.Applies, "A1 X1");
        Assert.Contains("activity of its own", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Interpretation_2_an_assistant_product_is_excluded() => Expect(
        ApplicabilityRules.Evaluate(Unstated with { Consumes = ConsumedService.ExternalGenAiService, Delivery = ServiceDelivery.SaaS, Purpose = Purpose.Commercial }),
        ApplicabilityStatus.NotApplicable,
        "X1");

    [Theory]
    [InlineData(ConsumedService.UnclassifiedAiService, ServiceDelivery.SaaS)]
    [InlineData(ConsumedService.ExternalGenAiService, ServiceDelivery.PaaS)]
    [InlineData(ConsumedService.ExternalGenAiService, ServiceDelivery.Serverless)]
    public void Interpretation_2_what_may_be_either_is_asked_for(ConsumedService service, ServiceDelivery delivery) => Expect(
        ApplicabilityRules.Evaluate(Unstated with { Consumes = service, Delivery = delivery, Purpose = Purpose.Commercial }),
        ApplicabilityStatus.Undetermined,
        string.Empty,
        "Consumes");

    [Theory]
    [InlineData(Purpose.InternalResearch)]
    [InlineData(Purpose.Other)]
    public void Interpretation_3_another_purpose_leaves_only_A4(Purpose purpose)
    {
        var research = Unstated with { Purpose = purpose };
        Expect(ApplicabilityRules.Evaluate(research with { Develops = DevelopedAsset.Model, Uses = UsedAsset.None }), ApplicabilityStatus.NotApplicable, string.Empty);
        Expect(
            ApplicabilityRules.Evaluate(research with { ArtifactKind = ArtifactKind.Model, ArtifactOrigin = ArtifactOrigin.PublicDownload }),
            ApplicabilityStatus.NotApplicable,
            string.Empty);
        Expect(
            ApplicabilityRules.Evaluate(research with { Consumes = ConsumedService.CspAiService, Delivery = ServiceDelivery.PaaS }),
            ApplicabilityStatus.NotApplicable,
            string.Empty);
        Expect(
            ApplicabilityRules.Evaluate(research with { Develops = DevelopedAsset.Model, Uses = UsedAsset.Dataset, Access = DatasetAccess.Internal, DatasetUse = DatasetUse.Training }),
            ApplicabilityStatus.Applies,
            "A4");
    }

    [Fact]
    public void Interpretation_3_a_model_made_for_research_leaves_the_question_of_its_data() => Expect(
        ApplicabilityRules.Evaluate(Unstated with { Develops = DevelopedAsset.Model, Purpose = Purpose.InternalResearch }),
        ApplicabilityStatus.Undetermined,
        string.Empty,
        "Uses Access DatasetUse");

    [Fact]
    public void Interpretation_3_a_public_dataset_obtained_for_research_leaves_the_question_of_its_use() => Expect(
        ApplicabilityRules.Evaluate(Unstated with { ArtifactKind = ArtifactKind.Dataset, ArtifactOrigin = ArtifactOrigin.PublicDownload, Purpose = Purpose.InternalResearch }),
        ApplicabilityStatus.Undetermined,
        string.Empty,
        "DatasetUse");

    [Fact]
    public void Interpretation_4_missing_facts_are_listed()
    {
        Expect(ApplicabilityRules.Evaluate(Unstated with { Consumes = ConsumedService.CspAiService }), ApplicabilityStatus.Undetermined, string.Empty, "Delivery Purpose");
        Expect(ApplicabilityRules.Evaluate(Unstated with { ArtifactKind = ArtifactKind.Model }), ApplicabilityStatus.Undetermined, string.Empty, "ArtifactOrigin Purpose");
        Expect(ApplicabilityRules.Evaluate(Unstated with { Uses = UsedAsset.Dataset }), ApplicabilityStatus.Undetermined, string.Empty, "Access DatasetUse");
        Expect(
            ApplicabilityRules.Evaluate(Unstated),
            ApplicabilityStatus.Undetermined,
            string.Empty,
            "Develops Purpose ArtifactKind ArtifactOrigin Consumes Delivery Uses Access DatasetUse");
    }

    [Fact]
    public void Interpretation_4_a_fact_that_cannot_change_the_answer_is_not_asked_for() => Expect(
        ApplicabilityRules.Evaluate(Unstated with { Consumes = ConsumedService.CspAiService, Purpose = Purpose.Other }), ApplicabilityStatus.NotApplicable, string.Empty);

    public static TheoryData<ActivityFacts, string> Malformed => new()
    {
        { Unstated with { Name = " " }, "Name" },
        { Unstated with { Purpose = (Purpose)99 }, "Purpose" },
        { Unstated with { Develops = (DevelopedAsset)99 }, "Develops" },
        { Unstated with { Uses = UsedAsset.None, Access = DatasetAccess.Public }, "Uses" },
        { Unstated with { Uses = UsedAsset.None, DatasetUse = DatasetUse.Training }, "Uses" },
        { Unstated with { Uses = UsedAsset.None, ArtifactKind = ArtifactKind.Dataset }, "Uses" },
        { Unstated with { Consumes = ConsumedService.None, Delivery = ServiceDelivery.PaaS }, "Consumes" },
        { Unstated with { Consumes = ConsumedService.ExternalGenAiService, Delivery = ServiceDelivery.SelfHosted }, "Delivery" },
        { Unstated with { ArtifactKind = ArtifactKind.None, ArtifactOrigin = ArtifactOrigin.Supplier }, "ArtifactKind" },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Malformed))]
    public void Interpretation_4_malformed_facts_are_an_error(ActivityFacts facts, string fact) =>
        Assert.Equal(fact, Assert.Throws<ActivityFactsException>(() => ApplicabilityRules.Evaluate(facts)).Fact);

    [Fact]
    public void Interpretation_5_only_an_activity_that_applies_has_something_to_deviate_from()
    {
        // The register refuses a request whose activity is answered like this: excluded by X1 and brought in by nothing.
        var answer = ApplicabilityRules.Evaluate(Unstated with { Consumes = ConsumedService.ExternalGenAiService });
        Expect(answer, ApplicabilityStatus.NotApplicable, "X1");
        Assert.Contains("other guidelines", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void All_rules_that_match_are_listed() => Expect(
        ApplicabilityRules.Evaluate(Unstated with
        {
            Develops = DevelopedAsset.Model,
            Uses = UsedAsset.Dataset,
            Consumes = ConsumedService.CspAiService,
            Delivery = ServiceDelivery.PaaS,
            ArtifactKind = ArtifactKind.Dataset,
            ArtifactOrigin = ArtifactOrigin.PublicDownload,
            DatasetUse = DatasetUse.Training,
            Purpose = Purpose.OpenSource,
        }),
        ApplicabilityStatus.Applies,
        "A1 A2 A3 A4");

    private static void Expect(Applicability answer, ApplicabilityStatus status, string rules, string missing = "")
    {
        Assert.Equal(
            (status, rules, missing),
            (answer.Status, string.Join(' ', answer.Rules), string.Join(' ', answer.MissingFacts)));
        Assert.NotEmpty(answer.Reason);
    }
}
