using System.Buffers;
using System.Text;
using MlSecPol.Engine.Artifacts.Secrets;
using MlSecPol.Engine.Datasets.Identifiers;

namespace MlSecPol.Engine.Datasets.Secrets;

/// <summary>Looks for credentials and hidden instructions in longer values. The first look is a vectorised search for how they begin; most values end there.</summary>
internal sealed class SignalScanner(ISignalSink? sink)
{
    /// <summary>Shortest value that can hold one.</summary>
    internal const int ShortestText = 20;

    private const int ShortestAssigned = 8;
    private const int LongestPlain = 64;

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789-+.,:/ TZ"u8);

    private readonly InstructionSearch _instructions = new();
    private char[] _text = new char[1024];

    internal void Scan(ReadOnlySpan<byte> value, ColumnIdentifiers column, long row, long? offset)
    {
        if (value.Length < (column.HoldsSecrets ? ShortestAssigned : ShortestText)) return;
        if (!column.HoldsSecrets && value.Length <= LongestPlain && IsPlain(value)) return;
        if (_text.Length < value.Length) _text = new char[Math.Max(_text.Length * 2, value.Length)];
        var text = _text.AsSpan(0, Encoding.UTF8.GetChars(value, _text));
        var isAscii = text.Length == value.Length;
        if (SecretScanner.MayHold(text)) ScanSecrets(text.ToString(), column, row, offset);
        else if (column.HoldsSecrets && SecretScanner.IsAssigned(text)) Add(column, SignalKind.Of(SecretKind.AssignedSecret), isProven: false, text, SecretScanner.Mask(text), row, offset);
        if (InstructionSearch.MayHold(text, isAscii)) ScanInstructions(text, column, row, offset);
    }

    /// <summary>Whether a short value is a number, a date, or a mail address by itself: what most cells of that length are, and no credential and no text.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> value) =>
        !value.ContainsAnyExcept(NumberBytes) || (value.Contains((byte)'@') && value.IndexOfAny(" =:"u8) < 0 && Ascii.IsValid(value));

    private void ScanSecrets(string text, ColumnIdentifiers column, long row, long? offset) =>
        SecretScanner.Scan(text, SecretScan.Assignments | SecretScan.BareAssignments | SecretScan.AddressPasswords, match =>
            Add(column, SignalKind.Of(match.Kind), match.IsProven, text.AsSpan(match.Start, match.Length), match.Masked, row, offset + Encoding.UTF8.GetByteCount(text.AsSpan(0, match.Start))));

    private void ScanInstructions(ReadOnlySpan<char> text, ColumnIdentifiers column, long row, long? offset)
    {
        _instructions.Start(text);
        while (_instructions.TryNext(text, out var kind, out var start, out var length))
        {
            var found = text.Slice(start, length);
            Add(column, kind, isProven: false, found, InstructionSearch.Show(found), row, offset + Encoding.UTF8.GetByteCount(text[..start]));
        }
    }

    private void Add(ColumnIdentifiers column, SignalKind kind, bool isProven, ReadOnlySpan<char> text, string masked, long row, long? offset)
    {
        column.AddSignal(kind, isProven, masked, row, offset);
        sink?.Add(column.ColumnName, kind, isProven, text, masked, row, offset);
    }
}
