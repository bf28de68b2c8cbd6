using System.Globalization;
using System.Text;

namespace MlSecPol.Engine.Datasets.Files.Volumes;

/// <summary>A mount of Linux, as a line of <c>/proc/self/mountinfo</c> tells it (proc_pid_mountinfo(5)).</summary>
/// <param name="Point">Where it is mounted.</param>
/// <param name="Device">The device, as <c>major:minor</c>.</param>
/// <param name="Type">The file system.</param>
/// <param name="Source">What is mounted.</param>
internal sealed record Mount(string Point, string Device, string Type, string Source)
{
    /// <summary>The mount on which a path lies; of several at one place the last hides the others.</summary>
    internal static Mount? Of(string path, string mountInformation)
    {
        Mount? best = null;
        foreach (var line in mountInformation.Split('\n'))
        {
            if (Parse(line) is not { } mount || !Contains(mount.Point, path)) continue;
            if (best is null || mount.Point.Length >= best.Point.Length) best = mount;
        }

        return best;
    }

    private static bool Contains(string folder, string path) => folder == "/" || path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static Mount? Parse(string line)
    {
        var separator = line.IndexOf(" - ", StringComparison.Ordinal);
        if (separator < 0) return null;
        var before = line[..separator].Split(' ');
        var after = line[(separator + 3)..].Split(' ');
        return before.Length < 5 || after.Length < 2 ? null : new Mount(Unescape(before[4]), before[2], after[0], Unescape(after[1]));
    }

    /// <summary>Blanks and the like stand as a backslash and three octal digits.</summary>
    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && IsOctal(text.AsSpan(i + 1, 3)))
            {
                plain.Append((char)(((text[i + 1] - '0') << 6) | ((text[i + 2] - '0') << 3) | (text[i + 3] - '0')));
                i += 3;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    private static bool IsOctal(ReadOnlySpan<char> digits) => !digits.ContainsAnyExceptInRange('0', '7') && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
