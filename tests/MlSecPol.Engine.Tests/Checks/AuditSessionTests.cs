using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using Xunit;

namespace MlSecPol.Engine.Tests.Checks;

public class AuditSessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Outcomes_come_in_the_order_of_submission_whatever_takes_longer()
    {
        using var slow = new ManualResetEventSlim();
        using var session = Session(4, target =>
        {
            if (target == "0") slow.Wait(Token);
            else slow.Set();
            return Facts(target);
        });
        for (var i = 0; i < 10; i++) session.Submit($"{i}");
        var targets = Enumerable.Range(0, 10).Select(_ => session.Take(TimeSpan.FromSeconds(30))!.Target);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), targets);
    }

    [Fact]
    public void No_more_targets_are_read_at_once_than_asked()
    {
        int now = 0, most = 0;
        using var session = Session(2, target =>
        {
            var current = Interlocked.Increment(ref now);
            InterlockedMax(ref most, current);
            Thread.Yield();
            Interlocked.Decrement(ref now);
            return Facts(target);
        });
        for (var i = 0; i < 16; i++) session.Submit($"{i}");
        while (session.Pending > 0) session.Take(TimeSpan.FromSeconds(30));
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public void A_target_that_breaks_the_reader_is_one_error_and_the_others_go_on()
    {
        using var session = Session(2, target => target == "1" ? throw new InvalidDataException("broken") : Facts(target));
        for (var i = 0; i < 3; i++) session.Submit($"{i}");
        var outcomes = Enumerable.Range(0, 3).Select(_ => session.Take(TimeSpan.FromSeconds(30))!).ToArray();
        Assert.Null(outcomes[0].Error);
        Assert.Equal(AuditErrorKind.Defect, outcomes[1].Error!.Kind);
        var result = Assert.Single(outcomes[1].Results);
        Assert.Equal(CheckStatus.Error, result.Status);
        Assert.Contains("broken", result.Reason, StringComparison.Ordinal);
        Assert.Null(outcomes[2].Error);
    }

    [Fact]
    public void Thousands_of_targets_come_in_order_and_no_more_of_them_are_kept_than_may_be()
    {
        const int Targets = 5_000;
        using var session = Session(3, Facts);
        var (taken, most) = (new List<string>(Targets), 0);
        for (var i = 0; i < Targets; i++)
        {
            while (session.IsFull) taken.Add(session.Take(TimeSpan.FromSeconds(30))!.Target);
            session.Submit($"{i}");
            most = Math.Max(most, session.Pending);
        }

        while (session.Pending > 0) taken.Add(session.Take(TimeSpan.FromSeconds(30))!.Target);
        Assert.Equal(Enumerable.Range(0, Targets).Select(i => $"{i}"), taken);
        Assert.InRange(most, 1, 200);
    }

    [Fact]
    public void An_outcome_that_is_ready_does_not_wait_for_a_slow_one_behind_it()
    {
        using var end = new ManualResetEventSlim();
        using var session = Session(1, target =>
        {
            if (target == "slow") end.Wait(Token);
            return Facts(target);
        });
        session.Submit("quick");
        session.Submit("slow");
        Assert.Equal("quick", session.Take(TimeSpan.FromSeconds(30))!.Target);
        Assert.Null(session.Take(TimeSpan.FromMilliseconds(30)));
        end.Set();
        Assert.Equal("slow", session.Take(TimeSpan.FromSeconds(30))!.Target);
    }

    [Fact]
    public void A_check_that_cannot_describe_its_target_is_an_error_and_the_others_go_on()
    {
        using var session = new AuditSession<ModelFacts>(
            (target, _, _) => Facts(target),
            _ => null,
            new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, SettingsSnapshot.Default, TimeProvider.System, f => f.Name == "1" ? throw new InvalidDataException("broken") : new ModelSummary { Format = "x", Length = 1, BytesRead = 1 }),
            1,
            null,
            Token);
        for (var i = 0; i < 3; i++) session.Submit($"{i}");
        var outcomes = Enumerable.Range(0, 3).Select(_ => session.Take(TimeSpan.FromSeconds(30))!).ToArray();
        Assert.Equal([null, AuditErrorKind.Defect, null], outcomes.Select(o => o.Error?.Kind));
    }

    [Fact]
    public void Cancelling_ends_the_wait_at_once()
    {
        using var stop = new CancellationTokenSource();
        using var session = new AuditSession<ModelFacts>(
            (_, _, token) =>
            {
                stop.Cancel();
                token.ThrowIfCancellationRequested();
                return Facts("never");
            },
            _ => null,
            new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, SettingsSnapshot.Default, TimeProvider.System),
            1,
            null,
            stop.Token);
        session.Submit("a");
        Assert.ThrowsAny<OperationCanceledException>(() => session.Take(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void An_empty_target_is_not_assessed()
    {
        using var session = Session(1, Facts);
        session.SubmitEmpty("folder", "the folder holds no file");
        var result = Assert.Single(session.Take(TimeSpan.Zero)!.Results);
        Assert.Equal(CheckStatus.NotAssessed, result.Status);
        Assert.Equal("the folder holds no file", result.Reason);
    }

    private static AuditSession<ModelFacts> Session(int parallelism, Func<string, ModelFacts> read) => new(
        (target, _, _) => read(target),
        _ => null,
        new CheckRunner<ModelFacts>(CheckSet<ModelFacts>.All, SettingsSnapshot.Default, TimeProvider.System),
        parallelism,
        null,
        Token);

    private static ModelFacts Facts(string name) => new() { Name = name, Length = 1 };

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
