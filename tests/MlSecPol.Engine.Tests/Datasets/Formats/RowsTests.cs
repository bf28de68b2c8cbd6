using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Formats;

public sealed class RowsTests
{
    [Fact]
    public void Rows_of_a_program_give_the_facts_of_the_same_file()
    {
        string[] lines = ["id,mail,note", "1,ana@example.org,=1+1", "2,,x", "1,ana@example.org,=1+1"];
        using var rows = new DatasetRows("customers", new(), TestContext.Current.CancellationToken);
        var names = lines[0].Split(',');
        foreach (var line in lines[1..])
        {
            rows.BeginRow();
            foreach (var (name, value) in names.Zip(line.Split(','))) rows.Add(name, value);
            rows.EndRow();
        }

        var (seen, expected) = (rows.Complete(), Reading.Of(string.Join('\n', lines)));
        Assert.Equal((expected.Rows, expected.Duplicates.Rows), (seen.Rows, seen.Duplicates.Rows));
        foreach (var (a, b) in seen.Columns.Zip(expected.Columns))
            Assert.Equal((b.Name, b.Values, b.Missing, b.Formulas.Count, b.Identifiers.Count), (a.Name, a.Values, a.Missing, a.Formulas.Count, a.Identifiers.Count));
        Assert.Equal(CheckStatus.NotApplicable, Reading.Ask<RaggedRows>(seen).Status);
        Assert.Equal(CheckStatus.Pass, Reading.Ask<MagicMismatch>(seen).Status);
    }

    [Fact]
    public void Values_are_written_as_a_delimited_file_would()
    {
        string[] expected = ["1.5", "true", "2024-02-29", "2024-02-29T01:02:03.5", "x", "y", "-7"];
        using var rows = new DatasetRows("t", new() { NullTokens = expected }, TestContext.Current.CancellationToken);
        rows.BeginRow();
        rows.Add("number", 1.5);
        rows.Add("truth", true);
        rows.Add("day", new DateTime(2024, 2, 29));
        rows.Add("time", new DateTime(2024, 2, 29, 1, 2, 3, 500));
        rows.Add("list", new object?[] { "x", "y", null });
        rows.Add("whole", -7L);
        rows.EndRow();
        var facts = rows.Complete();
        Assert.Equal(expected, facts.Columns.SelectMany(c => c.MissingKinds.Keys).Where(k => k[0] != '('), StringComparer.Ordinal);
        Assert.True(facts.Columns.Single(c => c.Name == "list[]").IsRepeated);
    }

    [Fact]
    public void Columns_and_values_without_end_end_at_the_limits()
    {
        foreach (var isWide in (bool[])[true, false])
        {
            using var rows = new DatasetRows("t", new() { Limits = new() { MaximumColumns = 100, MaximumCellBytes = 1000 } }, TestContext.Current.CancellationToken);
            for (var i = 0; i < 200 && rows.IsOpen; i++)
            {
                rows.BeginRow();
                rows.Add(isWide ? $"c{i}" : "c", isWide ? "x" : new string('x', i * 100));
                rows.EndRow();
            }

            var facts = rows.Complete();
            Assert.Contains(isWide ? "maximumColumns" : "maximumCellBytes", facts.Gap!.Reason, StringComparison.Ordinal);
            Assert.Equal(CheckStatus.Error, Reading.Ask<FormulaInjection>(facts).Status);
        }
    }

    [Fact]
    public void Without_rows_nothing_passes()
    {
        using var rows = new DatasetRows("t", new(), TestContext.Current.CancellationToken);
        Assert.Equal(CheckStatus.NotAssessed, Reading.Ask<Duplicates>(rows.Complete()).Status);
    }
}
