using System.Xml.Linq;
using Xunit;

namespace MlSecPol.Cmdlets.Tests;

public class ViewTests
{
    private const string Hostile = "Invoke-MlModelAudit samples/hostile/reduce-system.pkl -CheckId MS4.UnsafeDeserialization";

    [Fact]
    public void The_table_groups_by_target_and_fits_100_characters()
    {
        using var session = new ModuleSession();
        var text = session.Show(Hostile, width: 100);
        Assert.Contains("Target: ", text, StringComparison.Ordinal);
        Assert.Contains("Critical", text, StringComparison.Ordinal);
        Assert.Contains("MS4.UnsafeDeserialization", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n').Where(l => !l.Contains("Target:", StringComparison.Ordinal)), line => Assert.True(line.TrimEnd().Length <= 100, line));
    }

    [Fact]
    public void Colour_is_for_terminals_only()
    {
        using var session = new ModuleSession();
        Assert.DoesNotContain('\e', session.Show(Hostile));
        session.Host.IsTerminal = true;
        Assert.Contains("\e[1;91mCritical", session.Show(Hostile), StringComparison.Ordinal);
    }

    [Fact]
    public void Constrained_language_changes_nothing_that_is_shown()
    {
        using var session = new ModuleSession();
        session.Run($"$results = {Hostile}; $controls = Get-MlSecPolControl MS4");
        var (results, controls) = (session.Show("$results"), session.Show("$controls"));
        session.Run("$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'");
        Assert.Contains("Critical", results, StringComparison.Ordinal);
        Assert.Equal(results, session.Show("$results"));
        Assert.Equal(controls, session.Show("$controls"));
    }

    [Fact]
    public void Deserialized_results_keep_their_table()
    {
        using var session = new ModuleSession();
        var back = $"[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize(({Hostile}), 3))";
        Assert.Equal(session.Show(Hostile), session.Show(back));
    }

    [Fact]
    public void A_finding_shows_its_advisories_live_and_deserialized()
    {
        using var session = new ModuleSession();
        session.Run("$live = (Invoke-MlModelAudit samples/hostile/names-that-differ.pt -CheckId MS4.ContainerIntegrity).Findings[0]");
        const string back = "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($live, 3))";
        var text = session.Show("$live.AdvisoriesText");
        Assert.Contains("CVE-2025-1944 picklescan (a scanner) before 0.0.23", text, StringComparison.Ordinal);
        Assert.Equal(text, session.Show($"({back}).AdvisoriesText"));
        var list = XDocument.Load(Path.Combine(Repository.StagedModule, "MlSecPol.Format.ps1xml")).Descendants("View").Single(v => v.Element("Name")!.Value == "Finding.List");
        foreach (var property in new[] { "Gain", "Confidence", "Remediation", "AdvisoriesText" }) Assert.Contains(property, list.Descendants("PropertyName").Select(p => p.Value));
    }

    [Fact]
    public void Every_view_renders_without_an_error_in_its_text()
    {
        using var session = new ModuleSession();
        foreach (var command in new[] { "Get-MlSecPolPolicy", "Get-MlSecPolControl", "Get-MlSecPolCheck", "Test-MlSecPolApplicability x -Develops Model", $"{Hostile} | Measure-MlSecPolResult", $"{Hostile} | Measure-MlSecPolResult -By Status, Severity, Check, Target", $"({Hostile}).Findings", "(Get-MlSecPolPolicy).Techniques", "(Get-MlSecPolPolicy).Pillars" })
        {
            var text = session.Show(command);
            Assert.True(text.Trim().Length > 20, command);
            Assert.DoesNotContain("#ERR", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_view_selects_the_deserialized_type_too_and_results_have_three_views()
    {
        var document = XDocument.Load(Path.Combine(Repository.StagedModule, "MlSecPol.Format.ps1xml"));
        var views = document.Descendants("View").ToArray();
        foreach (var view in views)
        {
            var types = view.Descendants("TypeName").Select(t => t.Value).ToArray();
            foreach (var live in types.Where(t => !t.StartsWith("Deserialized.", StringComparison.Ordinal))) Assert.Contains($"Deserialized.{live}", types);
        }

        foreach (var control in new[] { "TableControl", "ListControl", "WideControl" })
            Assert.Contains(views, v => v.Descendants(control).Any() && v.Descendants("TypeName").Any(t => t.Value == "MlSecPol.CheckResult"));
    }
}
