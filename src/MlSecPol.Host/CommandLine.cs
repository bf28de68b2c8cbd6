using System.Text;
using System.Text.RegularExpressions;

namespace MlSecPol.Host;

/// <summary>The command line, taken apart.</summary>
/// <param name="Action">What is asked for.</param>
/// <param name="Script">PowerShell text to run.</param>
/// <param name="Format">How objects are written.</param>
internal sealed partial record CommandLine(CommandLineAction Action, string Script, OutputFormat Format)
{
    internal const string Usage = """
        Usage: mlsecpol [-OutputFormat Text|Json] -Command <text>
               mlsecpol [-OutputFormat Text|Json] -File <script.ps1> [arguments]
               mlsecpol -Version | -Help

        Runs PowerShell text or a script with the MlSecPol module loaded. Objects go to standard output (Json: one object a line),
        errors, warnings and progress to standard error. It never prompts.

        Exit codes: 0 done; 1 usage or tool error; 2 to 5 as Assert-MlSecPolResult decides; 130 stopped by the user;
        any other code is the script's own (exit <n>).
        """;

    internal static string Version => typeof(CheckResult).Assembly.GetName().Version!.ToString(3);

    /// <summary>Takes the arguments apart.</summary>
    /// <exception cref="FormatException">They make no sense; the message says why.</exception>
    internal static CommandLine Parse(string[] arguments)
    {
        var format = OutputFormat.Text;
        for (var i = 0; i < arguments.Length; i++)
        {
            var rest = arguments.AsSpan(i + 1);
            switch (arguments[i].ToUpperInvariant())
            {
                case "-COMMAND" or "-C":
                    return rest.IsEmpty
                        ? throw new FormatException("-Command needs the text to run.")
                        : new(CommandLineAction.Run, string.Join(' ', rest.ToArray()), format);
                case "-FILE" or "-F":
                    return rest.IsEmpty ? throw new FormatException("-File needs the path of a script.") : new(CommandLineAction.Run, Invocation(rest), format);
                case "-OUTPUTFORMAT" or "-O":
                    if (rest.IsEmpty || !Enum.TryParse(rest[0], ignoreCase: true, out format) || !Enum.IsDefined(format))
                        throw new FormatException("-OutputFormat needs Text or Json.");
                    i++;
                    break;
                case "-VERSION" or "--VERSION":
                    return new(CommandLineAction.ShowVersion, string.Empty, format);
                case "-HELP" or "--HELP" or "-H" or "-?":
                    return new(CommandLineAction.ShowUsage, string.Empty, format);
                case "-NOPROFILE" or "-NONINTERACTIVE" or "-NOLOGO":
                    // Always so; accepted because scripts that call pwsh give them.
                    break;
                default:
                    throw new FormatException($"'{arguments[i]}' is not an argument; give -Command or -File first.");
            }
        }

        throw new FormatException("nothing to run: give -Command or -File.");
    }

    // As with pwsh -File, every argument is a text; what looks like a parameter name is one, and the script's own parameters decide what it takes.
    private static string Invocation(ReadOnlySpan<string> arguments)
    {
        var path = Path.GetFullPath(arguments[0]);
        if (!File.Exists(path)) throw new FormatException($"there is no script '{arguments[0]}'.");
        var text = new StringBuilder("& ").Append(Quoted(path));
        foreach (var argument in arguments[1..])
        {
            var match = ParameterName().Match(argument);
            text.Append(' ');
            if (!match.Success) text.Append(Quoted(argument));
            else if (!match.Groups["value"].Success) text.Append(argument);
            else text.Append(match.Groups["name"].ValueSpan).Append(':').Append(SwitchValue(match.Groups["value"].Value));
        }

        return text.ToString();
    }

    private static string SwitchValue(string value) =>
        value.Equals("$true", StringComparison.OrdinalIgnoreCase) || value.Equals("$false", StringComparison.OrdinalIgnoreCase) ? value : Quoted(value);

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex("^(?<name>-[A-Za-z][A-Za-z0-9_]*)(:(?<value>.*))?$", RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex ParameterName();
}
