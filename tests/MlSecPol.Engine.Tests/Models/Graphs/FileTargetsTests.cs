using MlSecPol.Engine.Models.Containers;
using Xunit;

namespace MlSecPol.Engine.Tests.Models.Graphs;

public class FileTargetsTests
{
    [Theory]
    [InlineData("", "None")]
    [InlineData("  ", "None")]
    [InlineData("w.bin", "Inside")]
    [InlineData("a/./b..c/..d", "Inside")]
    [InlineData("a\\b", "Inside")]
    [InlineData("a/../b", "Detour")]
    [InlineData("../b", "Above")]
    [InlineData("a/..\\..\\b", "Above")]
    [InlineData("a/../../a/b", "Above")]
    [InlineData("/b", "Absolute")]
    [InlineData("\\b", "Absolute")]
    [InlineData("~/b", "Absolute")]
    [InlineData("~b", "Inside")]
    [InlineData("d:b", "Absolute")]
    [InlineData("\\\\?\\C:\\b", "Absolute")]
    [InlineData("\\\\host\\b", "Remote")]
    [InlineData("https://h/b", "Remote")]
    [InlineData("gs://h/b", "Remote")]
    [InlineData("file:///b", "Absolute")]
    [InlineData("FILE://b", "Inside")]
    [InlineData("no scheme://b", "Inside")]
    public void Names_are_judged_by_their_form(string name, string expected) => Assert.Equal(expected, FileTargets.Of(name).ToString());
}
