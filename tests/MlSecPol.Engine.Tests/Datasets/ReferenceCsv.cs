namespace MlSecPol.Engine.Tests.Datasets;

/// <summary>
/// An independent reader of delimited text, one character at a time over a string that is all there: slow, obvious, and written against RFC 4180 rather than against
/// the reader under test.
/// </summary>
internal static class ReferenceCsv
{
    private enum State
    {
        CellStart,
        Plain,
        Quoted,
        QuoteInQuoted,
        Broken,
    }

    /// <summary>The records; a blank line is a record without cells.</summary>
    internal static List<List<string>> Parse(string text, char delimiter)
    {
        var records = new List<List<string>>();
        var record = new List<string>();
        var raw = string.Empty;
        var value = string.Empty;
        var state = State.CellStart;
        var lineIsBlank = true;
        var pending = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (state == State.Quoted)
            {
                raw += c;
                if (c == '"') state = State.QuoteInQuoted;
                else value += c;
                continue;
            }

            if (state == State.QuoteInQuoted && c == '"')
            {
                raw += c;
                value += c;
                state = State.Quoted;
                continue;
            }

            if (c == delimiter)
            {
                record.Add(state == State.Broken ? raw : value);
                (raw, value, state, lineIsBlank, pending) = (string.Empty, string.Empty, State.CellStart, false, true);
                continue;
            }

            if (c is '\r' or '\n')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
                if (!lineIsBlank) record.Add(state == State.Broken ? raw : value);
                records.Add(record);
                (record, raw, value, state, lineIsBlank, pending) = ([], string.Empty, string.Empty, State.CellStart, true, false);
                continue;
            }

            lineIsBlank = false;
            pending = true;
            raw += c;
            if (state == State.CellStart && c == '"')
            {
                state = State.Quoted;
                continue;
            }

            if (state == State.QuoteInQuoted) state = State.Broken;
            else if (state == State.CellStart) state = State.Plain;
            value += c;
        }

        if (pending || !lineIsBlank)
        {
            record.Add(state == State.Broken ? raw : value);
            records.Add(record);
        }

        return records;
    }
}
