using System.Security.Cryptography;
using MlSecPol.Engine.Artifacts;
using Xunit;

namespace MlSecPol.Engine.Tests.Artifacts;

public class ContentHashTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 1)]
    [InlineData(5_000_000)]
    public void It_is_the_hash_of_all_bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        using var source = new MemorySource(bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), ContentHash.Sha256(source, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Hashing_can_be_stopped()
    {
        using var source = new MemorySource(new byte[3 << 20]);
        Assert.ThrowsAny<OperationCanceledException>(() => ContentHash.Sha256(source, new CancellationToken(canceled: true)));
    }
}
