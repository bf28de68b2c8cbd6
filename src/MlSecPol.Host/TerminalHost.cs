using System.Globalization;
using System.Management.Automation.Host;

namespace MlSecPol.Host;

/// <summary>The PowerShell host: standard output and error of this process, no prompts.</summary>
internal sealed class TerminalHost : PSHost, IDisposable
{
    private readonly TerminalInterface _interface = new();

    /// <inheritdoc/>
    public override string Name => "mlsecpol";

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(CheckResult).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override PSHostUserInterface UI => _interface;

    /// <summary>What a script asked for with <c>exit</c>; null when it did not.</summary>
    internal int? RequestedExitCode { get; private set; }

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException("mlsecpol has no prompt.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException("mlsecpol has no prompt.");

    /// <inheritdoc/>
    public override void NotifyBeginApplication()
    {
    }

    /// <inheritdoc/>
    public override void NotifyEndApplication()
    {
    }

    /// <summary>Writes a line to standard output as it is.</summary>
    internal void WriteLine(string text) => _interface.WriteRaw(text + Environment.NewLine);

    /// <inheritdoc/>
    public void Dispose() => _interface.Dispose();
}
