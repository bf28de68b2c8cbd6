using System.IO.Compression;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Statistics;

namespace MlSecPol.Engine.Datasets.Profiles;

/// <summary>A profile as it is computed, merged and stored: the same for the same rows, however they were split.</summary>
internal sealed class ProfileState
{
    private const string Mark = "mlprofile";
    private const int Version = 1;
    private const int MostSources = 100_000;
    private const int MostColumns = 1_000_000;
    private const int LongestText = 32 * 1024;
    private const int LargestState = 256 * 1024 * 1024;

    private ProfileState(ProfileSettings settings) => Settings = settings;

    /// <summary>What decides on the figures; profiles with other settings are not merged.</summary>
    internal ProfileSettings Settings { get; }

    /// <summary>The files behind it; not part of what is compared.</summary>
    internal List<string> Sources { get; } = [];

    internal string Format { get; private set; } = string.Empty;

    internal long Rows { get; private set; }

    /// <summary>Rows that repeat another one of the same part; null when parts were merged.</summary>
    internal long? DuplicateRows { get; private set; }

    internal List<string> NotRead { get; } = [];

    internal List<ColumnState> Columns { get; } = [];

    /// <summary>The profile of what was read.</summary>
    internal static ProfileState Of(DatasetFacts facts, DatasetSettings settings)
    {
        var name = Path.GetFileName(facts.Path);
        var state = new ProfileState(ProfileSettings.Of(settings)) { Format = facts.FormatName, Rows = facts.Rows, DuplicateRows = facts.Duplicates.Gap is null ? facts.Duplicates.Rows : null };
        state.Sources.Add(name);
        state.Columns.AddRange(facts.Columns.Select(ColumnState.Of));
        if (facts.Gap is { } gap) state.NotRead.Add($"{name}: {gap.Reason}");
        if (facts.Malformed.Where(m => m.Key != MalformedKind.StrayQuote).Sum(m => m.Value.Count) is > 0 and var malformed) state.NotRead.Add($"{name}: {malformed} malformed records");
        return state;
    }

    /// <summary>Adds another part. That part is not to be used any more.</summary>
    /// <exception cref="UsageException">It was made with other settings or its columns stand elsewhere.</exception>
    internal void Merge(ProfileState other)
    {
        if (!Settings.Equals(other.Settings))
            throw NotMergeable($"'{string.Join(", ", other.Sources)}' was measured with other settings than '{string.Join(", ", Sources)}'", "Measure all parts with the same settings.");
        var own = Keyed(Columns);
        var theirs = Keyed(other.Columns);
        foreach (var (key, (_, column)) in own)
        {
            if (!theirs.ContainsKey(key) && !column.IsRepeated) column.AddMissing(ColumnState.AbsentKind, other.Rows);
        }

        foreach (var (key, (index, column)) in theirs.OrderBy(t => t.Value.Index))
        {
            if (own.TryGetValue(key, out var known))
            {
                if (known.Column.Statistics.Bounds != column.Statistics.Bounds)
                    throw NotMergeable($"column '{column.Name}' stands in place {index + 1} of one part and {known.Index + 1} of another, which are measured with different precision", "Give all parts the same order of columns.");
                known.Column.Merge(column);
                continue;
            }

            var absent = ColumnState.Absent(column, Columns.Count, column.IsRepeated ? 0 : Rows);
            if (absent.Statistics.Bounds != column.Statistics.Bounds)
                throw NotMergeable($"column '{column.Name}' is new in place {Columns.Count + 1} and was measured in place {index + 1} with different precision", "Give all parts the same order of columns.");
            absent.Merge(column);
            Columns.Add(absent);
        }

        if (Format != other.Format) Format = "several formats";
        Rows += other.Rows;
        DuplicateRows = null;
        Sources.AddRange(other.Sources);
        NotRead.AddRange(other.NotRead);
    }

    /// <summary>Everything but the names of the sources: equal for equal rows.</summary>
    internal byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        WriteContent(writer);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The state as text.</summary>
    internal string ToText()
    {
        using var stream = new MemoryStream();
        using (var packed = new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(packed))
        {
            writer.Write(Mark);
            writer.Write7BitEncodedInt(Version);
            WriteTexts(writer, Sources);
            writer.Write(DuplicateRows is not null);
            writer.Write7BitEncodedInt64(DuplicateRows ?? 0);
            WriteContent(writer);
        }

        return Convert.ToBase64String(stream.ToArray());
    }

    /// <summary>Reads a state back.</summary>
    /// <exception cref="InvalidDataException">The text is no state of this version.</exception>
    internal static ProfileState FromText(string text)
    {
        var reader = new StateReader(Unpacked(text));
        if (reader.Text(LongestText) != Mark) throw StateReader.Broken();
        var version = reader.Count();
        if (version != Version) throw new InvalidDataException($"The profile has version {version}; this program reads version {Version}.");
        var sources = ReadTexts(reader);
        var (hasDuplicates, duplicates) = (reader.Boolean(), reader.Count());
        var state = new ProfileState(new ProfileSettings(ReadTexts(reader))) { DuplicateRows = hasDuplicates ? duplicates : null };
        state.Sources.AddRange(sources);
        state.Format = reader.Text(LongestText);
        state.Rows = reader.Count();
        state.NotRead.AddRange(ReadTexts(reader));
        var columns = (int)reader.Count(MostColumns);
        for (var i = 0; i < columns; i++) state.Columns.Add(ColumnState.Read(reader, i, LargestState));
        return reader.IsAtEnd ? state : throw StateReader.Broken();
    }

    private void WriteContent(BinaryWriter writer)
    {
        WriteTexts(writer, Settings.NullTokens);
        writer.Write(Format);
        writer.Write7BitEncodedInt64(Rows);
        WriteTexts(writer, NotRead);
        writer.Write7BitEncodedInt(Columns.Count);
        foreach (var column in Columns) column.Write(writer);
    }

    private static void WriteTexts(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts) writer.Write(text);
    }

    private static List<string> ReadTexts(StateReader reader)
    {
        var texts = new List<string>();
        for (var left = reader.Count(MostSources); left > 0; left--) texts.Add(reader.Text(LongestText));
        return texts;
    }

    private static byte[] Unpacked(string text)
    {
        var packed = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, packed, out var length)) throw StateReader.Broken();
        using var source = new BrotliStream(new MemoryStream(packed, 0, length, writable: false), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            while (source.Read(buffer) is > 0 and var read)
            {
                if (unpacked.Length + read > LargestState) throw StateReader.Broken();
                unpacked.Write(buffer, 0, read);
            }
        }
        catch (InvalidOperationException)
        {
            // What the decoder says of bytes that are not its own.
            throw StateReader.Broken();
        }

        return unpacked.ToArray();
    }

    // Columns of one name are told apart by their order.
    private static Dictionary<(string Name, int Turn), (int Index, ColumnState Column)> Keyed(List<ColumnState> columns)
    {
        var turns = new Dictionary<string, int>(StringComparer.Ordinal);
        var keyed = new Dictionary<(string, int), (int, ColumnState)>();
        for (var i = 0; i < columns.Count; i++)
        {
            var turn = turns[columns[i].Name] = turns.GetValueOrDefault(columns[i].Name) + 1;
            keyed.Add((columns[i].Name, turn), (i, columns[i]));
        }

        return keyed;
    }

    private static UsageException NotMergeable(string why, string action) => new("MlSecPol.Profile.NotMergeable", $"The profiles cannot be merged: {why}.", action);
}
