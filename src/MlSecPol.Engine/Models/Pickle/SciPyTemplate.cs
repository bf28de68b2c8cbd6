using System.Buffers;

namespace MlSecPol.Engine.Models.Pickle;

/// <summary>
/// The text that a distribution of SciPy keeps in its state and runs when it is restored: three small functions that sort arguments.
/// SciPy fills in the names of parameters; whatever is more than that is somebody else's code.
/// </summary>
internal static class SciPyTemplate
{
    /// <summary>The key of the text in the state.</summary>
    public const string Key = "_parse_arg_template";

    private const string Body = "    return ";

    private static readonly SearchValues<char> Signature = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_, ='");

    private static readonly SearchValues<char> Result = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_, =()");

    /// <summary>Whether the text holds nothing but such functions: no call and no attribute but those that SciPy writes.</summary>
    public static bool IsGenerated(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('\n'))
        {
            var line = text[range];
            if (!line.IsEmpty && !IsDefinition(line) && !IsReturn(line)) return false;
        }

        return true;
    }

    private static bool IsDefinition(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith("def _parse_args", StringComparison.Ordinal) || !line.EndsWith("):", StringComparison.Ordinal)) return false;
        var open = line.IndexOf('(');
        return open > 0 && line["def _parse_args".Length..open] is "" or "_rvs" or "_stats" && !line[(open + 1)..^2].ContainsAnyExcept(Signature);
    }

    private static bool IsReturn(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith(Body, StringComparison.Ordinal)) return false;
        var value = line[Body.Length..];
        const string Checked = "self._argcheck_rvs(";
        if (value.StartsWith(Checked, StringComparison.Ordinal)) value = value[(Checked.Length - 1)..];
        if (value.ContainsAnyExcept(Result)) return false;
        for (var i = 1; i < value.Length; i++)
        {
            // A bracket behind a name or another bracket would be a call.
            if (value[i] == '(' && value[..i].TrimEnd(' ') is not [.., ',' or '(' or '=']) return false;
        }

        return true;
    }
}
