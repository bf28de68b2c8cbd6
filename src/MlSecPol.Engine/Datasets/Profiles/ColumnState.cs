using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Profiles;

/// <summary>What a profile keeps of one column.</summary>
internal sealed class ColumnState
{
    private const int LongestName = 4096;
    private const int MostKinds = 10_000;

    internal required string Name { get; init; }

    internal bool IsDeclared { get; private set; }

    internal bool IsRepeated { get; private set; }

    /// <summary>Rows without a value by the way that is written.</summary>
    internal SortedDictionary<string, long> MissingKinds { get; } = new(StringComparer.Ordinal);

    internal long Missing => MissingKinds.Values.Sum();

    internal required ColumnStatistics Statistics { get; init; }

    internal static ColumnState Of(ColumnFacts facts)
    {
        var column = new ColumnState { Name = facts.Name, IsDeclared = facts.IsDeclared, IsRepeated = facts.IsRepeated, Statistics = facts.Statistics ?? Empty(facts.Index) };
        foreach (var (kind, count) in facts.MissingKinds) column.AddMissing(kind, count);
        return column;
    }

    /// <summary>A column that some other part has and this one has not: every row lacks it.</summary>
    internal static ColumnState Absent(ColumnState model, int index, long rows)
    {
        var column = new ColumnState { Name = model.Name, IsDeclared = model.IsDeclared, IsRepeated = model.IsRepeated, Statistics = Empty(index) };
        column.AddMissing(AbsentKind, rows);
        return column;
    }

    internal const string AbsentKind = "(absent)";

    internal void AddMissing(string kind, long count)
    {
        if (count > 0) MissingKinds[kind] = MissingKinds.GetValueOrDefault(kind) + count;
    }

    internal void Merge(ColumnState other)
    {
        IsDeclared |= other.IsDeclared;
        IsRepeated |= other.IsRepeated;
        foreach (var (kind, count) in other.MissingKinds) AddMissing(kind, count);
        Statistics.Merge(other.Statistics);
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write(IsDeclared);
        writer.Write(IsRepeated);
        writer.Write7BitEncodedInt(MissingKinds.Count);
        foreach (var (kind, count) in MissingKinds)
        {
            writer.Write(kind);
            writer.Write7BitEncodedInt64(count);
        }

        StateFormat.Write(writer, Statistics.ToState());
    }

    internal static ColumnState Read(StateReader reader, int index, int longestState)
    {
        var name = reader.Text(LongestName);
        var (isDeclared, isRepeated) = (reader.Boolean(), reader.Boolean());
        var kinds = new List<(string Kind, long Count)>();
        for (var left = reader.Count(MostKinds); left > 0; left--) kinds.Add((reader.Text(LongestName), reader.Count()));
        var statistics = ColumnStatistics.FromState(reader.Bytes(longestState), StatisticsBounds.Of(index));
        var column = new ColumnState { Name = name, IsDeclared = isDeclared, IsRepeated = isRepeated, Statistics = statistics };
        foreach (var (kind, count) in kinds) column.AddMissing(kind, count);
        return column;
    }

    private static ColumnStatistics Empty(int index) => new(StatisticsBounds.Of(index));
}
