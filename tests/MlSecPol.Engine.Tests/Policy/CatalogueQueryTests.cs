using MlSecPol.Engine.Policy;
using Xunit;

namespace MlSecPol.Engine.Tests.Policy;

/// <summary>Looking up controls and checks.</summary>
public sealed class CatalogueQueryTests
{
    private static readonly PolicyCatalogue Catalogue = PolicyCatalogue.Current;

    [Fact]
    public void An_empty_query_finds_everything()
    {
        Assert.Equal(Ids(Catalogue.Controls), Find(new()));
        Assert.Equal(Catalogue.Checks, Catalogue.FindChecks(new()));
    }

    [Theory]
    [InlineData("ms4", "MS4")]
    [InlineData("MS*", "MS1 MS2 MS3 MS4 MS5 MS6")]
    [InlineData("?S1", "DS1 MS1 PS1 HS1")]
    [InlineData("hs-cm", "HS-CM")]
    [InlineData("X*", "")]
    [InlineData("MS4\\*", "")]
    public void Ids_take_wildcards(string pattern, string expected) => Assert.Equal(expected, Find(new() { Id = [pattern] }));

    [Theory]
    [InlineData("SC")]
    [InlineData("security compliance")]
    [InlineData("*compliance")]
    public void Pillars_go_by_id_or_name(string pillar) => Assert.Equal("SC1 SC2 SC3 SC4 SC5 SC6", Find(new() { Pillar = [pillar] }));

    [Theory]
    [InlineData("Encryption", "DS1 PS4")]
    [InlineData("access controls", "DS2 PS3")]
    [InlineData("Input and Output validation", "MS2")]
    [InlineData("input/output validation", "MS2")]
    [InlineData("Input / Output Validation", "MS2")]
    [InlineData("Data backups and recovery", "DS3")]
    [InlineData("Data backups & Recovery", "DS3")]
    [InlineData("Vulnerability scanning", "PS1")]
    [InlineData("Vulnerability scanning & Penetration Testing", "PS1")]
    [InlineData("Adversarial training", "MS4")]
    [InlineData("Hardening", "PS5 PS6")]
    [InlineData("PS-T5", "PS5 PS6")]
    [InlineData("Continuous monitoring", "HS-CM")]
    [InlineData("*monitoring*", "MS5 HS-CM")]
    public void Techniques_go_by_id_name_or_alias(string technique, string expected) => Assert.Equal(expected, Find(new() { Technique = [technique] }));

    [Fact]
    public void A_pillar_narrows_a_technique_that_two_pillars_name() =>
        Assert.Equal("PS4", Find(new() { Technique = ["Encryption"], Pillar = ["PS"] }));

    [Theory]
    [InlineData("PS-G3")]
    [InlineData("network security")]
    public void A_goal_stands_for_the_controls_of_its_pillar(string goal) => Assert.Equal("PS1 PS2 PS3 PS4 PS5 PS6 PS7", Find(new() { Goal = [goal] }));

    [Theory]
    [InlineData("DC", "DS1 DS2 DS3 DS4 DS5 DS6 SC1 SC2 SC3 SC6 HS1 HS2 HS4")]
    [InlineData("monitoring", "MS5 PS1 SC1 SC2 SC4 HS1 HS2 HS3 HS4 HS-CM")]
    public void Stages_go_by_id_or_name(string stage, string expected) => Assert.Equal(expected, Find(new() { Stage = [stage] }));

    [Theory]
    [InlineData("ISO 27001", "ISO/IEC 27001:2022 Annex A")]
    [InlineData("iso/iec 42001", "ISO/IEC 42001:2023")]
    [InlineData("800-53", "NIST SP 800-53 r5")]
    [InlineData("AI RMF", "NIST AI RMF 1.0")]
    [InlineData("*ATLAS*", "MITRE ATLAS mitigation")]
    [InlineData("EU AI Act (2024/1689)", "EU AI Act (2024/1689)")]
    [InlineData("AI Exchange", "OWASP AI Exchange")]
    public void Frameworks_go_by_a_part_of_their_name(string framework, string expected)
    {
        var found = Catalogue.FindControls(new() { Framework = [framework] });
        Assert.NotEmpty(found);
        Assert.All(found, c => Assert.NotEmpty(c.MatchedMappings));
        Assert.All(found.SelectMany(c => c.MatchedMappings), m => Assert.Equal(expected, m.Framework));
        Assert.All(found, c => Assert.True(c.Mappings.Count >= c.MatchedMappings.Count));
    }

    [Fact]
    public void A_clause_narrows_a_framework()
    {
        var control = Assert.Single(Catalogue.FindControls(new() { Framework = ["ISO 27001"], Clause = ["A.8.11"] }));
        Assert.Equal("DS4", control.ControlId);
        Assert.Equal("ISO/IEC 27001:2022 Annex A A.8.11 (High)", Assert.Single(control.MatchedMappings).ToString());
    }

    [Fact]
    public void A_clause_of_another_framework_is_unknown()
    {
        var error = Assert.Throws<PolicyQueryException>(() => Catalogue.FindControls(new() { Framework = ["GDPR"], Clause = ["A.8.11"] }));
        Assert.Equal("Clause", error.Property);
        Assert.Contains("Art. 32.1.a", error.ValidValues, StringComparer.Ordinal);
    }

    [Fact]
    public void A_type_of_check_leaves_only_checks_of_that_type()
    {
        var automatic = Catalogue.FindControls(new() { CheckType = CheckType.Automatic });
        Assert.Contains(automatic, c => c.ControlId == "MS4");
        Assert.All(automatic, c => Assert.True(c.Checks.Count > 0 && c.Checks.All(k => k.CheckType == CheckType.Automatic)));
        Assert.Equal(30, Catalogue.FindControls(new() { CheckType = CheckType.Attestation }).Count);
    }

    [Fact]
    public void Filters_narrow_and_values_widen() =>
        Assert.Equal("DS1 MS1", Find(new() { Id = ["DS1", "MS1", "PS4"], Stage = ["DC", "Mn"], Pillar = ["DS", "MS"] }));

    [Theory]
    [InlineData("Id", "MS9")]
    [InlineData("Pillar", "XX")]
    [InlineData("Technique", "Encrypton")]
    [InlineData("Goal", "Secrecy")]
    [InlineData("Stage", "Retirement")]
    [InlineData("Framework", "ISO 99999")]
    [InlineData("Framework", "")]
    [InlineData("Clause", "A.99.1")]
    public void A_name_that_stands_for_nothing_is_an_error_with_the_valid_values(string property, string value)
    {
        ControlQuery query = property switch
        {
            "Id" => new() { Id = [value] },
            "Pillar" => new() { Pillar = [value] },
            "Technique" => new() { Technique = [value] },
            "Goal" => new() { Goal = [value] },
            "Stage" => new() { Stage = [value] },
            "Framework" => new() { Framework = [value] },
            _ => new() { Clause = [value] },
        };
        var error = Assert.Throws<PolicyQueryException>(() => Catalogue.FindControls(query));
        Assert.Equal((property, value), (error.Property, error.Value));
        Assert.True(error.ValidValues.Count >= 5);
    }

    [Theory]
    [InlineData("MS4.UnsafeDeserialization", true)]
    [InlineData("ms4.unsafedeserialization", true)]
    [InlineData("MS4.NoSuchCheck", false)]
    public void A_check_is_found_by_id(string id, bool known) => Assert.Equal(known, Catalogue.FindCheck(id) is not null);

    [Fact]
    public void Checks_go_by_id_control_pillar_and_type()
    {
        var found = Catalogue.FindChecks(new() { Id = ["*Attested"], Control = ["MS4", "MS5"], Pillar = ["Model Security"], CheckType = CheckType.Attestation });
        Assert.Equal(["MS4.RedTeamAttested", "MS5.OnCallRosterAttested"], found.Select(c => c.CheckId), StringComparer.Ordinal);
        Assert.Equal("Id", Assert.Throws<PolicyQueryException>(() => Catalogue.FindChecks(new() { Id = ["MS4.Nothing"] })).Property);
    }

    [Theory]
    [InlineData(CatalogueKind.Control, "HS-CM", "Continuous monitoring")]
    [InlineData(CatalogueKind.Pillar, "Data Security", "DS:")]
    [InlineData(CatalogueKind.Technique, "DS-T1", "Encryption: technique of Data Security")]
    [InlineData(CatalogueKind.Technique, "Encryption", "DS-T1, PS-T4")]
    [InlineData(CatalogueKind.Goal, "SC-G2", "Standards and regulations: goal of Security Compliance")]
    [InlineData(CatalogueKind.Stage, "Dp", "Deployment")]
    [InlineData(CatalogueKind.Framework, "GDPR", "controls are mapped to it")]
    [InlineData(CatalogueKind.Check, "DS1.KeyCustodyAttested", "Keys are held")]
    public void Completions_have_titles(CatalogueKind kind, string value, string title)
    {
        var all = Catalogue.Completions(kind);
        Assert.Contains(title, Assert.Single(all, c => c.Value == value).Title, StringComparison.Ordinal);
        Assert.Equal(all.Count, all.DistinctBy(c => c.Value, StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData(CatalogueKind.Control)]
    [InlineData(CatalogueKind.Pillar)]
    [InlineData(CatalogueKind.Technique)]
    [InlineData(CatalogueKind.Goal)]
    [InlineData(CatalogueKind.Stage)]
    [InlineData(CatalogueKind.Framework)]
    public void What_is_completed_can_be_asked_for(CatalogueKind kind) => Assert.All(Catalogue.Completions(kind), c => Assert.NotEmpty(Catalogue.FindControls(kind switch
    {
        CatalogueKind.Control => new() { Id = [c.Value] },
        CatalogueKind.Pillar => new() { Pillar = [c.Value] },
        CatalogueKind.Technique => new() { Technique = [c.Value] },
        CatalogueKind.Goal => new() { Goal = [c.Value] },
        CatalogueKind.Stage => new() { Stage = [c.Value] },
        _ => new() { Framework = [c.Value] },
    })));

    private static string Find(ControlQuery query) => Ids(Catalogue.FindControls(query));

    private static string Ids(IEnumerable<Control> controls) => string.Join(' ', controls.Select(c => c.ControlId));
}
