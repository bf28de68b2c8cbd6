using MlSecPol.Engine.Datasets.Text;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class NormalFormTests
{
    // Examples of Unicode Annex 15, and what Python's unicodedata.is_normalized says of the rest.
    [Theory]
    [InlineData("", true)]
    [InlineData("plain", true)]
    [InlineData("é", true)]
    [InlineData("e\u0301", false)]
    [InlineData("\u212B", false)]
    [InlineData("\u00C5", true)]
    [InlineData("A\u030A", false)]
    [InlineData("\u2126", false)]
    [InlineData("\u1E9B\u0323", true)]
    [InlineData("\u0071\u0307\u0323", false)]
    [InlineData("q\u0323\u0307", true)]
    [InlineData("\u1E0B\u0323", false)]
    [InlineData("d\u0323\u0307", false)]
    [InlineData("\u1E0D\u0307", true)]
    [InlineData("x\u0301", true)]
    [InlineData("e\u0327\u0301", false)]
    [InlineData("\u1100\u1161", false)]
    [InlineData("\uAC00", true)]
    [InlineData("\uAC00\u11A8", false)]
    [InlineData("\uAC01\u11A8", true)]
    [InlineData("\u0958", false)]
    [InlineData("\u0915\u093C", true)]
    [InlineData("\uFB01", true)]
    [InlineData("\uF900", false)]
    [InlineData("か\u3099", false)]
    [InlineData("が", true)]
    [InlineData("\u0646\u0653", true)]
    [InlineData("\u0627\u0653", false)]
    public void Form_C_is_recognised(string text, bool expected) => Assert.Equal(expected, NormalForm.IsComposed(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Ill_formed_text_says_nothing() => Assert.True(NormalForm.IsComposed([0xCC, 0xCC, 0xE1, 0x41, 0xF0, 0x9F]));
}
