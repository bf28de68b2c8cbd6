using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Pickle;
using MlSecPol.Engine.Tests.Proof.Differential;
using Xunit;

namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>Takes instructions out of a pickle, doubles, moves or replaces them, or puts foreign ones in.</summary>
internal static class PickleDamage
{
    public static byte[] Apply(Random random, byte[] content, byte[] other)
    {
        var trace = new PickleTrace();
        using var source = new MemorySource(content);
        PickleMachine.Analyse(source, new PickleLimits(), trace, TestContext.Current.CancellationToken);
        // Object arrays are pickles inside; the order of offsets may break off there.
        var cuts = trace.Offsets.Distinct().Order().ToList();
        if (cuts.Count < 2) return new Mutator(random.Next()).Mutate(content, other);
        var at = random.Next(cuts.Count - 1);
        var (start, end) = ((int)cuts[at], (int)cuts[at + 1]);
        var to = (int)cuts[random.Next(cuts.Count)];
        var instruction = content[start..end];
        return random.Next(7) switch
        {
            0 => [.. content[..start], .. content[end..]],
            1 => [.. content[..to], .. instruction, .. content[to..]],
            2 => [.. content[..to], .. Enumerable.Repeat(instruction, random.Next(2, 2000)).SelectMany(b => b).Take(100_000), .. content[to..]],
            3 => [.. content[..start], (byte)Enum.GetValues<PickleOpcode>()[random.Next(68)], .. content[(start + 1)..]],
            4 => [.. content[..start], .. new PickleGenerator(random.Next()).Next().SkipLast(1), .. content[start..]],
            5 => [.. content[..to], .. FieldDamage.Apply(random, instruction, other), .. content[to..]],
            _ => [.. content[..end], .. new PickleGenerator(random.Next()).Next()],
        };
    }
}
