using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace MlSecPol.Host;

/// <summary>
/// Writes what PowerShell shows: objects to standard output, everything else to standard error. Whether there is colour is decided once,
/// for each of the two, by whether it is a terminal and by NO_COLOR.
/// </summary>
internal sealed class TerminalInterface : PSHostUserInterface, IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _output = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16384);
    private readonly StreamWriter _error = new(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 256) { AutoFlush = true };
    private readonly bool _outputHasColour = HasColour(Console.IsOutputRedirected);
    private readonly bool _errorHasColour = HasColour(Console.IsErrorRedirected);
    private readonly bool _showsProgress = !Console.IsErrorRedirected;
    private int _progressLength;

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new TerminalDimensions();

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => _outputHasColour;

    /// <inheritdoc/>
    public override void Write(string value) => WriteRaw(GetOutputString(value, _outputHasColour));

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => WriteToError(value, "\e[31m");

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) => WriteToError($"WARNING: {message}", "\e[33m");

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) => WriteToError($"VERBOSE: {message}", string.Empty);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) => WriteToError($"DEBUG: {message}", string.Empty);

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        if (!_showsProgress) return;
        lock (_lock)
        {
            ClearProgress();
            if (record.RecordType == ProgressRecordType.Completed) return;
            var text = $"{record.Activity}: {record.StatusDescription}";
            text = text[..Math.Min(text.Length, RawUI.BufferSize.Width - 1)];
            _error.Write(text);
            _progressLength = text.Length;
        }
    }

    /// <inheritdoc/>
    public override string ReadLine() => throw NoPrompt();

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => throw NoPrompt();

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw NoPrompt();

    /// <inheritdoc/>
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw NoPrompt();

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NoPrompt();

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw NoPrompt();

    /// <summary>Writes to standard output as it is.</summary>
    internal void WriteRaw(string text)
    {
        lock (_lock)
        {
            ClearProgress();
            _output.Write(text);
            if (_outputHasColour) _output.Flush();
        }
    }

    /// <summary>Hands everything written to the operating system and ends.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            ClearProgress();
            _output.Dispose();
            _error.Dispose();
        }
    }

    private static bool HasColour(bool redirected) =>
        !redirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static HostException NoPrompt() => new("mlsecpol never prompts: give every mandatory parameter, and -Confirm:$false where a command would ask.");

    private void WriteToError(string text, string colour)
    {
        lock (_lock)
        {
            // What was said before must stand before it where both go to one terminal.
            _output.Flush();
            ClearProgress();
            text = GetOutputString(text, _errorHasColour);
            _error.WriteLine(_errorHasColour && colour.Length > 0 ? $"{colour}{text}\e[0m" : text);
        }
    }

    private void ClearProgress()
    {
        if (_progressLength == 0) return;
        _error.Write($"\r{new string(' ', _progressLength)}\r");
        _progressLength = 0;
    }
}
