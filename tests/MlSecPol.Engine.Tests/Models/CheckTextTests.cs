using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.Checks;
using MlSecPol.Engine.Tests.Artifacts;
using Xunit;

namespace MlSecPol.Engine.Tests.Models;

public class CheckTextTests
{
    [Fact]
    public void Numbers_and_nouns_agree()
    {
        Assert.StartsWith("1 pickle without imports.", Text(new UnsafeDeserialization(), Samples.Plain, "m.pkl"), StringComparison.Ordinal);
        Assert.StartsWith("1 import in 1 pickle, known to be harmless", Text(new UnsafeDeserialization(), Samples.Checkpoint("0", 4), "m.pkl"), StringComparison.Ordinal);
        Assert.StartsWith("2 imports in 2 pickles, all known", Text(new UnsafeDeserialization(), [.. Samples.Checkpoint("0", 4), .. "cdatetime\ndate\n."u8], "m.pkl"), StringComparison.Ordinal);
        Assert.Equal("1 header agrees with its bytes (1 tensor, 8 bytes).", Text(new HeaderBounds(), Samples.NumPy("'<f8'", "(1,)", new byte[8]), "m.npy"));
        Assert.Equal("1 container read; its tables agree with its content.", Text(new ContainerIntegrity(), new ZipAssembler().Add("a/data.pkl", Samples.Plain).Build(), "m.pt"));
    }

    [Fact]
    public void Formats_have_the_names_that_people_call_them() =>
        Assert.Equal("The file holds no pickle: NumPy array.", Text(new UnsafeDeserialization(), Samples.NumPy("'<f8'", "(1,)", new byte[8]), "m.npy"));

    private static string Text(Check<ModelFacts> check, byte[] content, string name)
    {
        var verdict = check.Evaluate(Samples.Read(content, name), SettingsSnapshot.Default);
        return verdict.Reason ?? verdict.Message;
    }
}
