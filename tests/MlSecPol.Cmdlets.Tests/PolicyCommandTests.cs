using Xunit;

namespace MlSecPol.Cmdlets.Tests;

public class PolicyCommandTests
{
    [Fact]
    public void The_policy_states_its_counts()
    {
        using var session = new ModuleSession();
        var policy = Assert.IsType<SecurityPolicy>(Assert.Single(session.Run("Get-MlSecPolPolicy").Output).BaseObject);
        Assert.Equal(5, policy.Pillars.Count);
        Assert.Equal(31, policy.Techniques.Count);
        Assert.Equal("29 + 1 seed-only", policy.ControlCount);
    }

    [Theory]
    [InlineData("Get-MlSecPolControl", 30)]
    [InlineData("Get-MlSecPolControl -Id 'DS*'", 6)]
    [InlineData("Get-MlSecPolControl -Pillar HS", 5)]
    [InlineData("Get-MlSecPolControl -Technique Encryption", 2)]
    [InlineData("Get-MlSecPolControl -Technique Encryption -Pillar PS", 1)]
    [InlineData("'MS4', 'DS5' | Get-MlSecPolControl", 2)]
    [InlineData("Get-MlSecPolCheck -Id MS4.UnsafeDeserialization | Get-MlSecPolControl", 1)]
    public void Controls_are_filtered(string command, int expected)
    {
        using var session = new ModuleSession();
        var outcome = session.Run(command);
        Assert.Empty(outcome.Errors);
        Assert.Equal(expected, outcome.Output.Count);
    }

    [Fact]
    public void A_framework_filter_brings_the_clauses_along()
    {
        using var session = new ModuleSession();
        var control = (Control)Assert.Single(session.Run("Get-MlSecPolControl -Id DS1 -Framework 'ISO 27001'").Output).BaseObject;
        Assert.Contains(control.MatchedMappings, m => m.ClauseId == "A.8.24");
        Assert.Contains("A.8.24", session.Show("Get-MlSecPolControl -Id DS1 -Framework 'ISO 27001'"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_one_error_with_the_nearest_valid_one()
    {
        using var session = new ModuleSession();
        var outcome = session.Run("Get-MlSecPolControl -Pillar Datta -ErrorAction SilentlyContinue -ErrorVariable e; $e.Count; $e[0].ErrorDetails.RecommendedAction; $e[0].FullyQualifiedErrorId");
        Assert.Equal(1, outcome.Output[0].BaseObject);
        Assert.Contains("Data Security", outcome.Output[1].ToString(), StringComparison.Ordinal);
        Assert.StartsWith("MlSecPol.Policy.Unknown,", outcome.Output[2].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_control_shows_what_a_machine_decides_and_what_people_attest()
    {
        using var session = new ModuleSession();
        foreach (var control in session.Run("Get-MlSecPolControl").Output.Select(o => (Control)o.BaseObject))
            Assert.Contains(control.Checks, c => c.CheckType == CheckType.Attestation);
    }

    [Fact]
    public void Applicability_names_rules_and_missing_facts()
    {
        using var session = new ModuleSession();
        var applies = (Applicability)Assert.Single(session.Run("Test-MlSecPolApplicability 'fraud model' -Develops Model -Purpose Commercial").Output).BaseObject;
        Assert.Equal(ApplicabilityStatus.Applies, applies.Status);
        Assert.Contains("A1", applies.Rules);
        var open = (Applicability)Assert.Single(session.Run("Test-MlSecPolApplicability 'fraud model' -Develops Model").Output).BaseObject;
        Assert.Equal(ApplicabilityStatus.Undetermined, open.Status);
        Assert.NotEmpty(open.MissingFacts);
    }
}
