using Xunit;

namespace MlSecPol.Tests;

/// <summary>What the records say of themselves in logs and in strings.</summary>
public sealed class OneLineTests
{
    [Fact]
    public void A_result_says_status_severity_check_target_and_message()
    {
        var result = new CheckResult
        {
            Status = CheckStatus.Fail,
            Severity = Severity.Critical,
            ControlId = "MS4",
            CheckId = "MS4.UnsafeDeserialization",
            Target = "model.pkl",
            Message = "Loading runs os.system.",
            ObservedAt = DateTimeOffset.UnixEpoch,
            Version = "0.1.0",
        };
        Assert.Equal("Fail Critical MS4.UnsafeDeserialization model.pkl: Loading runs os.system.", result.ToString());
    }

    [Fact]
    public void An_applicability_names_its_rules_when_there_are_any()
    {
        var applies = new Applicability { Activity = "Chat", Status = ApplicabilityStatus.Applies, Rules = ["A1", "A3"], Reason = "It trains a model." };
        Assert.Equal("Chat: Applies (A1, A3)", applies.ToString());
        Assert.Equal("Chat: NotApplicable", (applies with { Status = ApplicabilityStatus.NotApplicable, Rules = [] }).ToString());
    }

    [Fact]
    public void A_mapping_names_framework_clause_and_confidence()
    {
        var mapping = (FrameworkMapping)Specimen.Of(typeof(FrameworkMapping)) with { Framework = "ISO 27001", ClauseId = "A.8.28", Confidence = MappingConfidence.Medium };
        Assert.Equal("ISO 27001 A.8.28 (Medium)", mapping.ToString());
    }

    [Fact]
    public void A_summary_says_what_decided()
    {
        var summary = new ResultSummary
        {
            ControlId = "DS5",
            Title = "Data quality",
            Status = CheckStatus.Fail,
            WorstSeverity = Severity.Medium,
            Targets = 2,
            Checks = 3,
            Pass = 4,
            Fail = 1,
            Excepted = 0,
            NotApplicable = 0,
            NotAssessed = 1,
            Error = 0,
        };
        Assert.Equal("DS5 Data quality: Fail (1 failed, 0 errors, 1 not assessed, 4 passed)", summary.ToString());
    }
}
