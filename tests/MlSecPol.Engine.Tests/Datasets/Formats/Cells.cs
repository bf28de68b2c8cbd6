using MlSecPol.Engine.Datasets;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets.Formats;

/// <summary>Compares the values that a reader saw, cell by cell, with those that were written.</summary>
internal static class Cells
{
    /// <summary>Reads content; every expected value is declared a token for a missing one, so that the facts count each of them by its text.</summary>
    internal static DatasetFacts Are(byte[] content, string path, params (string Column, string?[] Values)[] expected)
    {
        var tokens = expected.SelectMany(e => e.Values).OfType<string>().Where(v => v.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        var facts = Reading.Of(content, path, new() { NullTokens = tokens });
        Assert.Null(facts.Gap);
        Assert.Equal(expected.Select(e => e.Column), facts.Columns.Select(c => c.Name), StringComparer.Ordinal);
        foreach (var (column, values) in expected)
        {
            var seen = facts.Columns.Single(c => c.Name == column);
            var counts = values.GroupBy(v => v is null ? "(null)" : v.Length == 0 ? "(empty)" : v, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (long)g.Count(), StringComparer.Ordinal);
            Assert.Equal(0, seen.Values);
            Assert.Equal(counts, seen.MissingKinds.Where(k => k.Key != "(absent)").ToDictionary(k => k.Key, k => k.Value, StringComparer.Ordinal));
        }

        return facts;
    }
}
