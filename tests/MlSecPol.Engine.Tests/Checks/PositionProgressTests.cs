using MlSecPol.Engine.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Checks;

public sealed class PositionProgressTests
{
    [Fact]
    public void Positions_become_steps_that_add_up_to_what_was_read()
    {
        var sum = new Sum();
        var progress = new PositionProgress(sum);
        foreach (var position in (long[])[10, 30, 30, 100, 5, 20]) progress.Report(position);
        Assert.Equal(120, sum.Value);
    }

    private sealed class Sum : IProgress<long>
    {
        internal long Value { get; private set; }

        public void Report(long value) => Value += value;
    }
}
