using System.Diagnostics;
using System.Globalization;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Pickle;
using MlSecPol.Engine.Tests.Proof.Fuzzing;
using Xunit;

namespace MlSecPol.Engine.Tests.Proof;

/// <summary>
/// Every sample and fixture, damaged, through the whole audit: no crash, no hang. <see cref="MemoryCeilingTests"/> runs this class again below a memory limit.
/// The environment variable MLSECPOL_FUZZ_SEED chooses other damage, or repeats that of a failure; MLSECPOL_FUZZ_SECONDS lengthens each test.
/// </summary>
public sealed class FuzzTests
{
    internal const string SeedVariable = "MLSECPOL_FUZZ_SEED";
    internal const string SecondsVariable = "MLSECPOL_FUZZ_SECONDS";
    private const int DefaultSeed = 20_260_101;
    private const int PrefixesAtMost = 250;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable(SecondsVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 5);
    private static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(10);
    private static readonly SettingsSnapshot Settings = SettingsSnapshot.Default;

    [Fact]
    public void Damaged_models_never_crash_or_hang_the_audit() => Fuzz(Corpus.Models, AuditModel);

    [Fact]
    public void Damaged_datasets_never_crash_or_hang_the_audit() => Fuzz(Corpus.Datasets, AuditDataset);

    [Fact]
    public void Every_format_that_is_read_has_seeds_and_a_damage_of_its_own()
    {
        Assert.Empty(FuzzSeeds.Read.Except(StructuredMutator.ByFormat.Keys));
        Assert.Equal([], FuzzSeeds.Read.Except(FuzzSeeds.ByFormat.Keys));
        Assert.Empty(StructuredMutator.ByFormat.Keys.Except(FuzzSeeds.Read));
    }

    [Fact]
    public void Models_damaged_along_their_structure_never_crash_or_hang_the_audit()
    {
        RequireLimit();
        var seed = Seed();
        var formats = FuzzSeeds.Read.ToArray();
        var started = Stopwatch.GetTimestamp();
        // Each format in turn, so that the ones with few seeds get as much as the others; the first round is never cut short.
        var (round, files) = (0, 0);
        for (; round == 0 || Stopwatch.GetElapsedTime(started) < Budget; round++)
        {
            for (var i = 0; i < formats.Length && (round == 0 || Stopwatch.GetElapsedTime(started) < Budget); i++, files++)
            {
                var mutationSeed = unchecked(seed + (round * 10_007) + (i * 101));
                var random = new Random(mutationSeed);
                var (seeds, others) = (FuzzSeeds.ByFormat[formats[i]], FuzzSeeds.ByFormat[formats[random.Next(formats.Length)]]);
                var chosen = seeds[random.Next(seeds.Count)];
                var mutated = new StructuredMutator(mutationSeed).Mutate(formats[i], chosen.Content, others[random.Next(others.Count)].Content);
                Guarded(
                    token => AuditModel(mutated, chosen.Name, token),
                    $"{formats[i]} {chosen.Name}, round {round}, {SeedVariable}={seed} (mutation seed {mutationSeed}, {mutated.Length} bytes)");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{files} files in {round} rounds over {formats.Length} formats; {GC.GetTotalMemory(forceFullCollection: true) >> 20} MB of objects are left.");
    }

    [Fact]
    public void Every_format_of_datasets_that_is_read_has_seeds()
    {
        DatasetFormat[] unread = [DatasetFormat.Empty, DatasetFormat.Json, DatasetFormat.Other, DatasetFormat.Unknown, DatasetFormat.Objects];
        Assert.Empty(Enum.GetValues<DatasetFormat>().Except(unread).Except(DatasetSeeds.All.Select(s => s.Format)));
        Assert.All(DatasetSeeds.All, s => Assert.DoesNotContain(AuditDataset(s.Content, s.Name, TestContext.Current.CancellationToken), r => r.Status == CheckStatus.Error));
    }

    [Fact]
    public void Datasets_damaged_along_their_structure_never_crash_or_hang_the_audit()
    {
        RequireLimit();
        var seed = Seed();
        var seeds = DatasetSeeds.All;
        var started = Stopwatch.GetTimestamp();
        var (round, files) = (0, 0);
        for (; round == 0 || Stopwatch.GetElapsedTime(started) < Budget; round++)
        {
            for (var i = 0; i < seeds.Count && (round == 0 || Stopwatch.GetElapsedTime(started) < Budget); i++, files++)
            {
                var mutationSeed = unchecked(seed + (round * 10_007) + (i * 101));
                var random = new Random(mutationSeed);
                var (_, name, mutated, damage) = seeds[i];
                var other = seeds[random.Next(seeds.Count)].Content;
                for (var times = random.Next(1, 4); times > 0; times--) mutated = damage(random, mutated, other);
                if (random.Next(4) == 0) mutated = new Mutator(mutationSeed).Mutate(mutated, other);
                Guarded(token => AuditDataset(mutated, name, token), $"{name}, round {round}, {SeedVariable}={seed} (mutation seed {mutationSeed}, {mutated.Length} bytes)");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{files} files in {round} rounds over {seeds.Count} seeds; {GC.GetTotalMemory(forceFullCollection: true) >> 20} MB of objects are left.");
    }

    [Fact]
    public void A_truncated_pickle_never_passes_as_safe()
    {
        var pickles = Corpus.Models.Where(p => p.EndsWith(".pkl", StringComparison.Ordinal)).Select(p => (Path: p, Content: File.ReadAllBytes(p))).Where(p => IsOneWholePickle(p.Content)).ToArray();
        Assert.NotEmpty(pickles);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < PrefixesAtMost && Stopwatch.GetElapsedTime(started) < Budget; i++)
        {
            foreach (var (path, content) in pickles)
            {
                // A stride that shares no factor with the count visits all lengths in a scattered order, so that running out of time leaves no blind end.
                var length = (int)((long)content.Length * (i * 97 % PrefixesAtMost) / PrefixesAtMost);
                var answer = Guarded(token => AuditModel(content.AsMemory(0, length), Path.GetFileName(path), token), $"{path} cut to {length} bytes")
                    .Single(r => r.CheckId == "MS4.UnsafeDeserialization");
                Assert.True(answer.Status != CheckStatus.Pass, $"{path} cut to {length} bytes passed: {answer.Message}");
            }
        }
    }

    private static int Seed() =>
        int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) ? chosen : DefaultSeed;

    // A limit that the runtime did not understand would prove nothing.
    private static void RequireLimit()
    {
        if (Environment.GetEnvironmentVariable(MemoryCeilingTests.LimitVariable) is { } limit)
            Assert.Equal(long.Parse(limit, NumberStyles.HexNumber, CultureInfo.InvariantCulture), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
    }

    // Of several pickles in one file the first alone is whole again; of a broken one nothing can be cut off that matters.
    private static bool IsOneWholePickle(byte[] content)
    {
        using var source = new MemorySource(content);
        var facts = ModelReader.Read(source, "one.pkl", new ArtifactLimits(), new PickleLimits(), listings: false, TestContext.Current.CancellationToken);
        return content is [.., (byte)'.'] && facts.Pickles is [{ Report: { Gap: null, Streams: [{ End: var end }] } }] && end == content.Length;
    }

    private static void Fuzz(IReadOnlyList<string> files, Func<ReadOnlyMemory<byte>, string, CancellationToken, IReadOnlyList<CheckResult>> audit)
    {
        Assert.NotEmpty(files);
        RequireLimit();
        var seed = Seed();
        var contents = files.Select(File.ReadAllBytes).ToArray();
        var started = Stopwatch.GetTimestamp();
        // Rounds over all files, so that a slow machine still sees every file; the first round is never cut short.
        for (var round = 0; ; round++)
        {
            for (var i = 0; i < files.Count; i++)
            {
                if (round > 0 && Stopwatch.GetElapsedTime(started) > Budget) return;
                var mutationSeed = unchecked(seed + (round * 10_007) + (i * 101));
                var mutated = new Mutator(mutationSeed).Mutate(contents[i], contents[(i + round + 1) % contents.Length]);
                var name = Path.GetFileName(files[i]);
                Guarded(token => audit(mutated, name, token), $"{files[i]}, round {round}, {SeedVariable}={seed} (mutation seed {mutationSeed}, {mutated.Length} bytes)");
            }
        }
    }

    private static IReadOnlyList<CheckResult> Guarded(Func<CancellationToken, IReadOnlyList<CheckResult>> audit, string what)
    {
        using var hang = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        hang.CancelAfter(HangsAfter);
        var work = Task.Run(() => audit(hang.Token), TestContext.Current.CancellationToken);
        try
        {
            Assert.True(work.Wait(HangsAfter * 2, TestContext.Current.CancellationToken), $"The audit ignores its cancellation: {what}");
            var results = work.Result;
            var broken = results.FirstOrDefault(r => r.Message.Contains("the check broke", StringComparison.Ordinal) || r.Reason?.Contains("the check broke", StringComparison.Ordinal) == true);
            Assert.True(broken is null, $"A check broke: {broken}: {what}");
            return results;
        }
        catch (AggregateException e) when (e.InnerException is ArtifactException)
        {
            // An artifact that cannot be read is a clean answer.
            return [];
        }
        catch (AggregateException e) when (e.InnerException is OperationCanceledException && hang.IsCancellationRequested)
        {
            throw new InvalidOperationException($"The audit took longer than {HangsAfter.TotalSeconds} s: {what}", e.InnerException);
        }
        catch (AggregateException e)
        {
            throw new InvalidOperationException($"The audit crashed with {e.InnerException!.GetType().Name}: {what}", e.InnerException);
        }
    }

    private static IReadOnlyList<CheckResult> AuditModel(ReadOnlyMemory<byte> content, string name, CancellationToken token)
    {
        using var source = new MemorySource(content);
        var settings = Settings.Get<ModelSettings>();
        var facts = ModelReader.Read(source, name, settings.Limits, settings.PickleLimits, listings: true, token);
        return new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, Settings, TimeProvider.System).Evaluate(name, facts, token).Results;
    }

    private static IReadOnlyList<CheckResult> AuditDataset(ReadOnlyMemory<byte> content, string name, CancellationToken token)
    {
        using var source = new MemorySource(content);
        var facts = DatasetReader.Read(source, name, Settings.Get<DatasetSettings>(), token);
        return new CheckRunner<DatasetFacts>(CheckSet<DatasetFacts>.All, Settings, TimeProvider.System).Evaluate(name, facts, token).Results;
    }
}
