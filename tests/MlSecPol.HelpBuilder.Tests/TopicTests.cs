namespace MlSecPol.HelpBuilder.Tests;

public sealed class TopicTests : IDisposable
{
    private readonly HelpFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_topic_becomes_plain_text_of_80_columns()
    {
        Assert.Empty(_folder.Build());
        Assert.Equal(
            """
            TOPIC
                about_Specimens

            SHORT DESCRIPTION
                What specimens are.

            LONG DESCRIPTION
                A sentence that is certainly much longer than the eighty columns which a
                plain terminal has, so that it must be broken.

                - a bullet whose text is also much longer than one line of eighty columns
                  can hold, and hangs
                - b

                  Get-Specimen

              Codes
                Code  Meaning
                ----  ----------------------------------------------------------------------
                0     a meaning that is much longer than what is left of the line after the
                      first column, so it wraps
                10    short

            """.ReplaceLineEndings("\n"),
            _folder.TopicText);
    }

    [Fact]
    public void A_topic_whose_page_is_gone_disappears()
    {
        _folder.Build();
        _folder.Delete("about_Specimens");
        Assert.Empty(_folder.Build());
        Assert.Empty(Directory.GetFiles(_folder.Output, "*.help.txt"));
    }
}
