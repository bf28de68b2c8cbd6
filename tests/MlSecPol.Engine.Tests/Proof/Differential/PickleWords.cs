using System.Globalization;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Tests.Proof.Differential;

/// <summary>What the machine reports, in words that unpickler.py uses for what it sees.</summary>
internal static class PickleWords
{
    private const int Levels = 2;
    private const int Most = 32;

    public static string Of(PickleCall call) => call.Opcode switch
    {
        PickleOpcode.Build => $"build {Shortened(Target(call.Target))}",
        _ when call.IsInvocation => $"call {Shortened(Target(call.Target))} {(call.Arguments is { } arguments ? Items('(', ')', arguments, arguments.Count, Levels + 1) : "?")}",
        _ => $"items {Shortened(Target(call.Target))}",
    };

    public static string Of(IReadOnlyList<string> seen) => string.Join(' ', [seen[0], Shortened(seen[1]), .. seen.Skip(2)]);

    public static string Written(PickleImport import) => import.WrittenAs ?? import.FullName;

    // How often one result was called in turn is not kept beyond the first call.
    private static string Shortened(string target) => target.IndexOf("()", StringComparison.Ordinal) is var at and >= 0 ? target[..(at + 2)] : target;

    private static string Target(PickleValue value) => value.Kind switch
    {
        PickleValueKind.Import => Written(value.Import!),
        PickleValueKind.CallResult => $"{(value.Callee is { } callee ? Target(callee) : value.Import is { } import ? Written(import) : "persistent")}()",
        PickleValueKind.PersistentId => "persistent",
        _ => value.ToString(),
    };

    private static string Of(PickleValue value, int levels) => value.Kind switch
    {
        PickleValueKind.None => "None",
        PickleValueKind.Boolean => value.Number != 0 ? "True" : "False",
        PickleValueKind.Integer => value.IsShortened ? "large" : value.Number.ToString(CultureInfo.InvariantCulture),
        PickleValueKind.Float => double.IsNaN(BitConverter.Int64BitsToDouble(value.Number)) ? "nan" : value.Number.ToString("x16", CultureInfo.InvariantCulture),
        PickleValueKind.String => $"'{value.Text}'",
        PickleValueKind.Bytes => $"{value.Length} bytes",
        PickleValueKind.List => Items('[', ']', value.Items, value.Length, levels),
        PickleValueKind.Tuple => Items('(', ')', value.Items, value.Length, levels),
        PickleValueKind.Dictionary => "dictionary",
        PickleValueKind.Set => "set",
        PickleValueKind.Import => "import " + Written(value.Import!),
        PickleValueKind.CallResult => "object of " + Root(value),
        PickleValueKind.PersistentId => "object of persistent",
        PickleValueKind.Buffer => "buffer",
        _ => "?",
    };

    private static string Root(PickleValue value) => value.Callee is { Kind: PickleValueKind.Import or PickleValueKind.CallResult } callee ? Root(callee)
        : value.Import is { } import ? Written(import)
        : "persistent";

    private static string Items(char start, char end, IReadOnlyList<PickleValue> items, long count, int levels) =>
        levels == 0 || count > Most ? $"{start}...{end}" : start + string.Join(", ", items.Select(i => Of(i, levels - 1))) + end;
}
