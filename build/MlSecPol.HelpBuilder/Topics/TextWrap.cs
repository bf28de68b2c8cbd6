namespace MlSecPol.HelpBuilder.Topics;

/// <summary>Breaks text into lines.</summary>
internal static class TextWrap
{
    /// <summary>Breaks at spaces; a longer word, such as an address, keeps a line of its own.</summary>
    /// <param name="text">Words separated by spaces.</param>
    /// <param name="width">The widest line, in characters.</param>
    /// <returns>The lines, at least one.</returns>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        List<string> lines = [string.Empty];
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines[^1].Length == 0) lines[^1] = word;
            else if (lines[^1].Length + 1 + word.Length <= width) lines[^1] += " " + word;
            else lines.Add(word);
        }

        return lines;
    }
}
