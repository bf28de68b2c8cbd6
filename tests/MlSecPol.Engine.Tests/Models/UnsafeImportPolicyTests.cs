using MlSecPol.Engine.Models;
using MlSecPol.Engine.Models.ImportPolicy;
using Xunit;

namespace MlSecPol.Engine.Tests.Models;

public class UnsafeImportPolicyTests
{
    [Theory]
    [InlineData("os", "system")]
    [InlineData("numpy", "ndarray")]
    [InlineData("a.b", "c")]
    [InlineData("a", "b.c")]
    public void A_name_that_was_judged_before_is_judged_the_same_however_many_names_came_between(string module, string name)
    {
        var policy = new UnsafeImportPolicy(new ModelSettings());
        var first = policy.Judge(module, name);
        for (var i = 0; i < 10_000; i++) Assert.Equal("unknown", policy.Judge($"flood{i % 100}", $"name{i}").Rule);
        Assert.Equal(first, policy.Judge(module, name));
        Assert.Equal(first, new UnsafeImportPolicy(new ModelSettings()).Judge(module, name));
    }

    [Fact]
    public void Settings_that_differ_have_policies_of_their_own()
    {
        var (plain, denying) = (new ModelSettings(), new ModelSettings { DeniedImports = ["numpy.*"] });
        Assert.Same(UnsafeImportPolicy.Of(plain), UnsafeImportPolicy.Of(plain));
        Assert.Equal(ImportVerdict.Allowed, UnsafeImportPolicy.Of(plain).Judge("numpy", "ndarray").Verdict);
        Assert.Equal("settings:denied", UnsafeImportPolicy.Of(denying).Judge("numpy", "ndarray").Rule);
    }
}
