using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Advisories;

namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Every finding that the corpus, the samples and the fixtures of models and their folders bring up, explained as a user sees them.</summary>
internal static class ObservedFindings
{
    private static readonly Lazy<IReadOnlyList<(string Source, CheckResult Result)>> Lazily = new(() => [.. OfCorpus(), .. OfFiles()]);

    /// <summary>The results with their sources.</summary>
    internal static IReadOnlyList<(string Source, CheckResult Result)> All => Lazily.Value;

    /// <summary>The results for one content.</summary>
    internal static IReadOnlyList<CheckResult> Judge(string fileName, byte[] content, SettingsSnapshot? settings = null, bool isExplained = true)
    {
        settings ??= SettingsSnapshot.Default;
        using var source = new MemorySource(content);
        var facts = ModelReader.Read(source, fileName, new ArtifactLimits(), new(), listings: false, CancellationToken.None);
        Func<CheckInfo, Finding, ModelFacts, Finding>? explain = isExplained ? FindingKnowledge.Of(settings.Get<ModelSettings>()).Explain : null;
        return new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, settings, TimeProvider.System, explain: explain).Evaluate(fileName, facts, CancellationToken.None).Results;
    }

    private static IEnumerable<(string Source, CheckResult Result)> OfCorpus() => RatchetTests.Cases.SelectMany(c => Judge(c.FileName, c.Content).Select(r => (c.Name, r)));

    private static IEnumerable<(string Source, CheckResult Result)> OfFiles()
    {
        var roots = new[] { "samples/models", "samples/hostile", "tests/fixtures/models", "tests/fixtures/repositories" }.Select(r => RepositoryFiles.PathOf(r.Split('/')));
        foreach (var root in roots)
        {
            foreach (var folder in Directory.EnumerateDirectories(root).Prepend(root))
            {
                var own = Path.Combine(folder, "mlsecpol.json");
                var plan = new AuditPlan(File.Exists(own) ? SettingsFile.Read(own) : SettingsSnapshot.Default, [], [], Parallelism: 1, Strict: false, SecondsPerTarget: null, CancellationToken.None);
                using var session = Audits.OfModels(plan);
                var targets = folder == root ? Directory.EnumerateFiles(root) : Audits.ModelTargets(folder, _ => { }, CancellationToken.None);
                foreach (var target in targets.Order(StringComparer.Ordinal).ToArray())
                {
                    session.Submit(target);
                    foreach (var result in session.Take(TimeSpan.FromMinutes(1))!.Results) yield return (target, result);
                }
            }
        }
    }
}
