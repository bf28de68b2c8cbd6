using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Formats;

public sealed class NumPyTests
{
    [Fact]
    public void Records_are_read_by_field_in_either_byte_order()
    {
        var facts = Cells.Are(
            NumPyFiles.Records,
            "t.npy",
            ("id", ["1", "2", "-3"]),
            ("name", ["Ana", "Bo", "Éva"]),
            ("score", ["1.5", "NaN", "0.1"]),
            ("ok", ["true", "false", "true"]),
            ("day", ["2024-02-29", null, "1969-12-31"]));
        Assert.Equal((DatasetFormat.NumPy, 3L), (facts.Format, facts.Rows));
    }

    [Fact]
    public void Two_dimensions_are_columns_whichever_of_them_is_stored_first()
    {
        foreach (var content in (byte[][])[NumPyFiles.Matrix, NumPyFiles.ByColumn]) Cells.Are(content, "t.npy", ("[0]", ["0", "2", "4"]), ("[1]", ["1", "3", "5"]));
    }

    [Fact]
    public void One_dimension_is_one_column()
    {
        Cells.Are(NumPyFiles.Single, "t.npy", ("value", ["0.5", "Infinity", "-2"]));
        Cells.Are(NumPyFiles.Times, "t.npy", ("value", ["2024-01-02T03:04:05.6789", null]));
        Cells.Are(NumPyFiles.Texts, "t.npy", ("value", ["ab", "c"]));
    }

    [Fact]
    public void Fields_in_fields_have_dotted_names() => Cells.Are(NumPyFiles.Nested, "t.npy", ("p.x", ["1"]), ("p.y", ["2"]), ("v[0]", ["3"]), ("v[1]", ["4"]));

    [Fact]
    public void Arrays_of_an_archive_are_the_columns_of_one_table()
    {
        var facts = Cells.Are(NumPyFiles.Archive, "t.npz", ("x[0]", ["0", "2", "4"]), ("x[1]", ["1", "3", "5"]), ("y", ["1", "0", "1"]));
        Assert.Equal(CheckStatus.Pass, Reading.Ask<MagicMismatch>(facts).Status);
    }

    [Fact]
    public void An_array_of_another_length_is_named_and_nothing_passes()
    {
        var facts = Reading.Of(NumPyFiles.UnevenArchive, "t.npz");
        Assert.Contains("'y' has 2 rows", facts.Gap!.Reason, StringComparison.Ordinal);
        Assert.Equal(CheckStatus.Error, Reading.Ask<FormulaInjection>(facts).Status);
    }

    [Theory]
    [InlineData("Objects", "pickle")]
    [InlineData("Cube", "3 dimensions")]
    public void What_is_no_table_is_named_and_not_assessed(string name, string words)
    {
        var facts = Reading.Of(name == "Objects" ? NumPyFiles.Objects : NumPyFiles.Cube, "t.npy");
        Assert.Equal(DatasetFormat.Other, facts.Format);
        var verdict = Reading.Ask<Duplicates>(facts);
        Assert.Equal(CheckStatus.NotAssessed, verdict.Status);
        Assert.Contains(words, verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_off_array_never_passes()
    {
        for (var length = 8; length < NumPyFiles.Records.Length; length++)
        {
            var facts = Reading.Of(NumPyFiles.Records[..length], "t.npy");
            Assert.True(Reading.Ask<FormulaInjection>(facts).Status is CheckStatus.Error or CheckStatus.NotAssessed, $"{length} bytes");
        }
    }

    [Fact]
    public void A_header_that_claims_a_billion_rows_costs_nothing()
    {
        var text = System.Text.Encoding.Latin1.GetString(NumPyFiles.Matrix).Replace("(3, 2), }           ", "(1000000000000, 2), }", StringComparison.Ordinal);
        var facts = Reading.Of(System.Text.Encoding.Latin1.GetBytes(text), "t.npy");
        Assert.Equal(3, facts.Rows);
        Assert.Contains("claims", facts.Gap!.Reason, StringComparison.Ordinal);
    }
}
