using System.Security.Cryptography;
using MlSecPol.Engine.Policy;
using Xunit;

namespace MlSecPol.Engine.Tests.Policy;

/// <summary>Holds the embedded catalogue to the policy.</summary>
public sealed class PolicyModelTests
{
    private static readonly PolicyCatalogue Catalogue = PolicyCatalogue.Current;

    [Fact]
    public void Counts_are_those_of_the_policy()
    {
        Assert.Equal(5, Catalogue.Policy.Pillars.Count);
        Assert.Equal(16, Catalogue.Goals.Count);
        Assert.Equal(31, Catalogue.Techniques.Count);
        Assert.Equal(29, Catalogue.Controls.Count(c => c.Origin == ControlOrigin.Detailed));
        Assert.Equal("HS-CM", Assert.Single(Catalogue.Controls, c => c.Origin == ControlOrigin.SeedOnly).ControlId);
        Assert.Equal(105, Catalogue.Controls.Sum(c => c.GuidelineItems));
        Assert.Equal(105, Catalogue.Policy.GuidelineItems);
        Assert.Equal("5 pillars, 16 goals, 31 techniques, 29 + 1 seed-only controls, 105 guideline items", Catalogue.Policy.Counts);
    }

    [Theory]
    [InlineData("DS", 7, 7, 6, 22)]
    [InlineData("MS", 2, 7, 6, 23)]
    [InlineData("PS", 3, 6, 7, 27)]
    [InlineData("SC", 2, 6, 6, 19)]
    [InlineData("HS", 2, 5, 5, 14)]
    public void Counts_split_over_the_pillars(string pillar, int goals, int techniques, int controls, int items)
    {
        Assert.Equal(goals, Catalogue.Goals.Count(g => g.PillarId == pillar));
        Assert.Equal(techniques, Catalogue.Techniques.Count(t => t.PillarId == pillar));
        var own = Catalogue.Controls.Where(c => c.PillarId == pillar).ToArray();
        Assert.Equal(controls, own.Length);
        Assert.Equal(items, own.Sum(c => c.GuidelineItems));
        Assert.Equal(goals, own[0].Goals.Count);
    }

    [Fact]
    public void Goals_are_those_of_the_policy() => Assert.Equal(PolicyTruth.Goals, Catalogue.Goals.Select(g => $"{g.GoalId}|{g.Name}"), StringComparer.Ordinal);

    [Fact]
    public void Techniques_are_those_of_the_policy() => Assert.Equal(
        PolicyTruth.Techniques,
        Catalogue.Techniques.Select(t => $"{t.TechniqueId}|{t.Name}|{char.ToLowerInvariant(t.Relation.ToString()[0])}{t.Relation.ToString()[1..]}|{Words(t.Controls)}|{Words(t.Related)}"),
        StringComparer.Ordinal);

    [Fact]
    public void Controls_are_those_of_the_policy() => Assert.Equal(
        PolicyTruth.Controls,
        Catalogue.Controls.Select(c => string.Join(
            '|',
            c.ControlId,
            c.Title,
            c.Origin == ControlOrigin.Detailed ? "detailed" : "seedonly",
            Words(c.Techniques),
            c.GuidelineItems,
            Words(c.Parts.Select(p => $"{p.PartId}={p.TechniqueId}")),
            c.DetailedOnly ? "detailedOnly" : string.Empty,
            Words(c.LifecycleStages.Select(s => s.StageId)))),
        StringComparer.Ordinal);

    [Fact]
    public void Relations_add_up_to_the_detailed_controls()
    {
        int Count(TechniqueRelation relation) => Catalogue.Techniques.Count(t => t.Relation == relation);
        Assert.Equal((22, 3, 4, 1, 1), (Count(TechniqueRelation.Equal), Count(TechniqueRelation.Renamed), Count(TechniqueRelation.Merged), Count(TechniqueRelation.Split), Count(TechniqueRelation.SeedOnly)));

        int Controls(TechniqueRelation relation) => Catalogue.Techniques.Where(t => t.Relation == relation).SelectMany(t => t.Controls).Distinct(StringComparer.Ordinal).Count();
        Assert.Equal(29, Controls(TechniqueRelation.Equal) + Controls(TechniqueRelation.Renamed) + Controls(TechniqueRelation.Merged) + Controls(TechniqueRelation.Split));
    }

    [Fact]
    public void Techniques_and_parts_point_at_each_other()
    {
        foreach (var technique in Catalogue.Techniques)
        {
            var answering = Catalogue.Controls.Where(c => c.Techniques.Contains(technique.TechniqueId, StringComparer.Ordinal)).ToArray();
            Assert.Equal(technique.Controls, answering.Select(c => c.ControlId), StringComparer.Ordinal);
            Assert.Equal(technique.Parts, answering.SelectMany(c => c.Parts).Where(p => p.TechniqueId == technique.TechniqueId).Select(p => p.PartId), StringComparer.Ordinal);
        }
    }

    [Fact]
    public void Only_the_audit_trail_is_a_must_by_context()
    {
        Assert.All(Catalogue.Controls, c => Assert.Equal(Obligation.Must, c.Obligation));
        Assert.Equal("SC4", Assert.Single(Catalogue.Controls, c => c.ObligationNote == "by context").ControlId);
        Assert.Equal([Obligation.Must, Obligation.Should, Obligation.Will], Catalogue.Policy.Obligations.Select(o => o.Obligation));
    }

    [Fact]
    public void The_seed_only_control_names_its_neighbours() =>
        Assert.Equal(["MS5", "SC4", "PS7", "HS4"], Catalogue.Controls.Single(c => c.ControlId == "HS-CM").Related, StringComparer.Ordinal);

    [Fact]
    public void Roles_that_are_heard_are_the_four_of_the_policy()
    {
        Assert.Equal(["MLSolutionOwner", "DevelopmentTeam", "Legal", "DataPrivacyOfficer"], Catalogue.Policy.Roles.Where(r => r.Consulted).Select(r => r.RoleId), StringComparer.Ordinal);
        Assert.Equal(["Auditor", "Registrar"], Catalogue.Policy.Roles.Where(r => r.Origin == RoleOrigin.Module).Select(r => r.RoleId), StringComparer.Ordinal);
    }

    [Fact]
    public void The_document_is_named_by_its_hash() => Assert.Equal(SHA256.HashSizeInBytes, Convert.FromHexString(Catalogue.Policy.DocumentSha256).Length);

    [Fact]
    public void Every_text_is_there_and_is_its_own()
    {
        var texts = Catalogue.Controls.SelectMany(c => new[] { c.Statement, c.Rationale, c.Remediation })
            .Concat(Catalogue.Checks.SelectMany(c => new[] { c.Description, c.Remediation })).ToArray();
        Assert.All(texts, t => Assert.True(t.Length >= 20 && t.EndsWith('.'), t));
        Assert.Equal(texts.Length, texts.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData("solutoin")]
    [InlineData("as application to")]
    public void Typing_errors_of_the_source_are_not_repeated(string error)
    {
        foreach (var file in Directory.GetFiles(RepositoryFiles.PathOf("src", "MlSecPol.Engine", "Policy", "Catalogue")))
            Assert.DoesNotContain(error, File.ReadAllText(file), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_control_can_be_attested() => Assert.All(Catalogue.Controls, c => Assert.Contains(c.Checks, k => k.CheckType == CheckType.Attestation));

    [Fact]
    public void Every_check_belongs_to_a_control_and_part()
    {
        foreach (var name in CatalogueReader.ResourceNames())
        {
            using var stream = CatalogueReader.Open(name);
            using var document = System.Text.Json.JsonDocument.Parse(stream);
            foreach (var entry in document.RootElement.EnumerateArray())
            {
                var check = Catalogue.FindCheck(entry.GetProperty("checkId").GetString()!);
                Assert.NotNull(check);
                Assert.StartsWith(check.ControlId + ".", check.CheckId, StringComparison.Ordinal);
                var control = Catalogue.Controls.Single(c => c.ControlId == check.ControlId);
                Assert.True(check.PartId is null || control.Parts.Any(p => p.PartId == check.PartId), check.CheckId);
                Assert.Equal(check.CheckType == CheckType.Attestation, check.Subject == "evidence");
                Assert.True(check.CheckType == CheckType.Attestation || check.ValidityDays is null, check.CheckId);
            }
        }
    }

    [Fact]
    public void What_no_source_states_is_labelled() =>
        Assert.All(Catalogue.Controls, c => Assert.Equal(["DefaultSeverity", "LifecycleStages", "Goals", "Mappings"], c.ModuleDefined, StringComparer.Ordinal));

    private static string Words(IEnumerable<string> words) => string.Join(' ', words);
}
