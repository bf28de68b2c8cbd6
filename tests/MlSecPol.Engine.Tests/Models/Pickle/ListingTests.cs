using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Pickle;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Pickle;

public class ListingTests
{
    [Fact]
    public void Instructions_stand_one_a_line_with_what_they_do()
    {
        var listing = List([0x80, 2, .. "cos\nsystem\nX"u8, 4, 0, 0, 0, .. "echo"u8, 0x85, .. "R."u8]);
        Assert.Contains("  GLOBAL           'os' 'system'  # imports os.system", listing, StringComparison.Ordinal);
        Assert.Contains("BINUNICODE       'echo'", listing, StringComparison.Ordinal);
        Assert.Contains("REDUCE            # calls os.system('echo')", listing, StringComparison.Ordinal);
        Assert.EndsWith("STOP            \n", listing, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_have_no_sign_and_numbers_have_one()
    {
        var listing = List([0x80, 4, (byte)'J', 0xFF, 0xFF, 0xFF, 0xFF, (byte)'r', 0xFF, 0xFF, 0xFF, 0xFF, 0x95, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        Assert.Contains("BININT           -1\n", listing, StringComparison.Ordinal);
        Assert.Contains("LONG_BINPUT      4294967295\n", listing, StringComparison.Ordinal);
        Assert.Contains("FRAME            18446744073709551615\n", listing, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_the_file_cannot_steer_a_terminal()
    {
        var listing = List([0x80, 4, 0x8C, 14, .. "\e[2J\u009B\u202E\u2028\0a"u8, (byte)'.']);
        Assert.DoesNotContain(listing, c => c != '\n' && (char.IsControl(c) || c is '\u202E' or '\u2028'));
        Assert.Contains("\\x1b[2J\\x9b\\x202e\\x2028\\x00a", listing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_break_is_said_and_so_is_a_cut()
    {
        Assert.Contains("not read beyond offset 2", List([0x80, 2, 0xFF]), StringComparison.Ordinal);
        byte[] many = [0x80, 2, .. Enumerable.Repeat((byte)'N', 6_000), (byte)'.'];
        var listing = List(many);
        Assert.Equal(5_001, listing.Count(c => c == '\n'));
        Assert.Contains("cut off after 5000 instructions", listing, StringComparison.Ordinal);
    }

    private static string List(byte[] content)
    {
        using var source = new MemorySource(content);
        var trace = new PickleTrace();
        return PickleListing.Of(source, PickleMachine.Analyse(source, new PickleLimits(), trace, TestContext.Current.CancellationToken), trace);
    }
}
