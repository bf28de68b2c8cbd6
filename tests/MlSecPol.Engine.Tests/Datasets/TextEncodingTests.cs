using System.Text;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Text;
using Xunit;
using EncodingCheck = MlSecPol.Engine.Datasets.Checks.Encoding;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class TextEncodingTests
{
    // Unicode standard, section 3.9, tables 3-8 to 3-11: where U+FFFD goes, here as index and length of what it replaces.
    [Theory]
    [InlineData("C0AFE080BFF0818241", "0:1 1:1 2:1 3:1 4:1 5:1 6:1 7:1")]
    [InlineData("EDA080EDBFBFEDAF41", "0:1 1:1 2:1 3:1 4:1 5:1 6:1 7:1")]
    [InlineData("F4919293FF4180BF42", "0:1 1:1 2:1 3:1 4:1 6:1 7:1")]
    [InlineData("E180E2F09192F1BF41", "0:2 2:1 3:3 6:2")]
    [InlineData("61F18080E180C262806380BF64", "1:3 4:2 6:1 8:1 10:1 11:1")]
    [InlineData("C3A9E282ACF09F9AB2", "")]
    public void Finds_the_maximal_subparts_of_the_Unicode_standard(string hex, string expected)
    {
        var text = Convert.FromHexString(hex);
        var found = new List<string>();
        var (index, length) = Utf8Sequences.NextInvalid(text, 0);
        while (index >= 0)
        {
            found.Add($"{index}:{length}");
            (index, length) = Utf8Sequences.NextInvalid(text, index + length);
        }

        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public void The_first_invalid_sequence_has_row_column_and_offset_and_reading_goes_on()
    {
        byte[] content = [.. "id,city\n1,Bern\n2,Z"u8, 0xFC, .. "rich\n3,K"u8, 0xF6, .. "ln\n"u8];
        var facts = Reading.Of(content);
        Assert.Equal(3, facts.Rows);
        var finding = Assert.Single(Reading.Ask<EncodingCheck>(facts).Findings);
        Assert.Equal(("city", 2L, 18L, 2L), (finding.Column, finding.Row!.Value, finding.Offset!.Value, finding.Count));
        Assert.Contains("Latin-1 or Windows-1252", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_UTF_16_and_UTF_32_has_the_same_facts_as_in_UTF_8()
    {
        // Longer than a block of the transcoder, and full of surrogate pairs at uneven places.
        var text = "id,näme,note\n" + string.Concat(Enumerable.Range(0, 6000).Select(i => $"{i},{new string('x', i % 5)}🚲{(i % 3 == 0 ? "🇨🇭" : "é")},\"a, {i % 100}\nb\"\n"));
        var expected = Reading.Of(text);
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(bigEndian: true, byteOrderMark: true)])
        {
            var facts = Reading.Of([.. encoding.Preamble, .. encoding.GetBytes(text)]);
            Assert.True(facts.Encoding!.HasByteOrderMark);
            Assert.NotEqual(TextEncoding.Utf8, facts.Encoding.Encoding);
            Assert.Equal(0, facts.Encoding.InvalidSequences.Count);
            Assert.Equal(expected.Rows, facts.Rows);
            Assert.Equal(expected.Columns.Select(c => (c.Name, c.Values, c.Missing, c.MinimumLength, c.MaximumLength)), facts.Columns.Select(c => (c.Name, c.Values, c.Missing, c.MinimumLength, c.MaximumLength)));
        }
    }

    [Fact]
    public void Half_surrogate_pairs_and_half_code_units_are_invalid()
    {
        byte[] content = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\n1,"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("x\n2,"), 0x00, 0xDC, .. Encoding.Unicode.GetBytes("\n"), 0x41];
        var facts = Reading.Of(content);
        Assert.Equal((2L, 3L), (facts.Rows, facts.Encoding!.InvalidSequences.Count));
        Assert.Equal(CheckStatus.Fail, Reading.Ask<EncodingCheck>(facts).Status);
    }

    // Hidden characters of the Trojan Source paper (early return), of ASCII smuggling, and of everyday accidents; and text that needs its joiners.
    [Theory]
    [InlineData("\u202E }\u2066if (isAdmin)\u2069 \u2066 begin", CharacterHazard.Bidirectional, 4)]
    [InlineData("hello\U000E0069\U000E0067\U000E006E", CharacterHazard.Tag, 3)]
    [InlineData("pass\u200Bword", CharacterHazard.ZeroWidth, 1)]
    [InlineData("in\uFEFFside", CharacterHazard.ZeroWidth, 1)]
    [InlineData("a\u200Db", CharacterHazard.ZeroWidth, 1)]
    [InlineData("a\u200Eb\u061C", CharacterHazard.DirectionalMark, 2)]
    [InlineData("a\u001B[31m\u0085\u007F", CharacterHazard.Control, 3)]
    [InlineData("👩‍🔬 می‌خواهم 🏴󠁧󠁢󠁳󠁣󠁴󠁿 tab\tend", null, 0)]
    public void Finds_characters_that_people_do_not_see(string text, CharacterHazard? hazard, int count)
    {
        var hazards = Reading.Of($"id,text\n1,\"{text}\"\n2,plain\n").Columns[1].Hazards;
        if (hazard is null)
        {
            Assert.Empty(hazards);
            return;
        }

        var (kind, places) = Assert.Single(hazards);
        Assert.Equal((hazard.Value, (long)count, 1L), (kind, places.Count, places.FirstRow));
    }
}
