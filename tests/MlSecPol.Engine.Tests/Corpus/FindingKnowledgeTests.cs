using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Advisories;
using Xunit;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>What is known of rules reaches every finding, and decides nothing.</summary>
public class FindingKnowledgeTests
{
    // Advisories that no file can show, each with its reason.
    private static readonly Dictionary<string, string> Unreachable = new(StringComparer.Ordinal)
    {
        ["CVE-2026-27489"] = "takes a link, which no fixture can hold on every system; a test of the list makes one",
        ["CVE-2026-34447"] = "takes a link, which no fixture can hold on every system; a test of the list makes one",
    };

    // Published techniques of which no finding of its own tells, each with its reason.
    private static readonly Dictionary<string, string> NotCarried = new(StringComparer.Ordinal)
    {
        ["GHSA-9gvj-pp9x-gcfr"] = "the machine resolves texts of every opcode alike; the finding is that of the import",
        ["GHSA-97f8-7cmv-76j2"] = "a magic number that is called for is a call, and the finding is that of the call",
        ["GHSA-mxhj-88fx-4pcv"] = "a call that is popped is a call like any other",
        ["GHSA-cffv-grgg-g429"] = "one analysis that silences another has no counterpart in a file",
        ["GHSA-wccx-j62j-r448"] = "concerns a hook at load time",
        ["GHSA-fphw-536r-4p88"] = "concerns a hook at load time",
    };

    [Fact]
    public void Every_finding_says_what_an_attacker_gains_how_sure_it_is_and_what_to_do()
    {
        var lacking = ObservedFindings.All.SelectMany(o => o.Result.Findings.Where(f => string.IsNullOrEmpty(f.Gain) || f.Confidence is not (> 0 and <= 1) || string.IsNullOrEmpty(f.Remediation)).Select(f => $"{o.Result.CheckId} {f.Rule}"));
        Assert.Empty(lacking.Distinct(StringComparer.Ordinal));
        Assert.True(ObservedFindings.All.SelectMany(o => o.Result.Findings).Count() > 500);
    }

    [Fact]
    public void What_is_known_of_a_rule_is_a_sentence_a_measure_and_a_remedy() => Assert.All(RuleKnowledge.Current.All, known =>
    {
        Assert.True(known.Entry.Gain.EndsWith('.') && known.Entry.Remedy.EndsWith('.') && known.Entry.Confidence is > 0 and <= 1, $"{known.CheckId} {known.Rule}");
        Assert.NotNull(MlSecPol.Engine.Policy.PolicyCatalogue.Current.FindCheck(known.CheckId));
    });

    [Fact]
    public void Every_check_of_models_knows_its_rules() =>
        Assert.All(
            CheckSet<ModelFacts>.All.Infos.Concat(CheckSet<MlSecPol.Engine.Models.Repository.RepositoryFacts>.All.Infos),
            c => Assert.True(RuleKnowledge.Current.Of(c.CheckId, "a rule of tomorrow") is not null, c.CheckId));

    [Fact]
    public void Every_advisory_is_reached_by_a_finding_of_the_corpus()
    {
        var reached = ObservedFindings.All.SelectMany(o => o.Result.Findings).SelectMany(f => f.Advisories).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], AdvisoryList.BuiltIn.Entries.Select(e => e.Id).Where(id => !reached.Contains(id) && !Unreachable.ContainsKey(id)));
        Assert.All(Unreachable.Keys, id => Assert.Contains(id, AdvisoryList.BuiltIn.Entries.Select(e => e.Id)));
        Assert.All(NotCarried.Keys, id => Assert.DoesNotContain(id, AdvisoryList.BuiltIn.Entries.Select(e => e.Id)));
    }

    [Fact]
    public void What_is_known_decides_nothing()
    {
        foreach (var item in RatchetTests.Cases)
        {
            var plain = ObservedFindings.Judge(item.FileName, item.Content, isExplained: false);
            var explained = ObservedFindings.Judge(item.FileName, item.Content);
            Assert.Equal(plain.Select(Decided), explained.Select(Decided));
        }
    }

    [Fact]
    public void No_message_carries_what_the_list_says() =>
        Assert.DoesNotContain(ObservedFindings.All.SelectMany(o => o.Result.Findings), f => f.Message.Contains("CVE-", StringComparison.Ordinal) || f.Message.Contains("GHSA-", StringComparison.Ordinal));

    [Fact]
    public void Clean_files_show_no_advisory()
    {
        foreach (var item in RatchetTests.Cases.Where(c => !c.IsHostile))
            Assert.Empty(ObservedFindings.Judge(item.FileName, item.Content).SelectMany(r => r.Findings).Where(f => f.Severity > Severity.Info).SelectMany(f => f.Advisories));
    }

    private static string Decided(CheckResult result) =>
        $"{result.CheckId} {result.Status} {result.Severity} {result.Message} {string.Join(", ", result.Findings.Select(f => $"{f.Severity} {f.Rule} {f.Fingerprint}"))}";
}
