using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace MlSecPol.Host;

/// <summary>One PowerShell runspace with the module loaded, one script run in it.</summary>
internal sealed class Session : IDisposable
{
    private static readonly string ModuleFolder = Path.Combine(AppContext.BaseDirectory, "modules");

    private readonly CommandLine _request;
    private readonly TerminalHost _host = new();
    private readonly Lock _lock = new();
    private PowerShell? _shell;
    private int? _errorCode;
    private bool _stopped;

    internal Session(CommandLine request) => _request = request;

    /// <summary>Runs the script.</summary>
    /// <returns>The exit code of the process.</returns>
    internal int Run()
    {
        try
        {
            OfferModule();
            using var runspace = RunspaceFactory.CreateRunspace(_host, InitialState());
            runspace.Open();
            using var shell = PowerShell.Create(runspace);
            lock (_lock)
            {
                if (_stopped) return ExitCode.Stopped;
                _shell = shell;
            }

            var code = Invoke(shell);
            return _stopped ? ExitCode.Stopped : code;
        }
        catch (RuntimeException e)
        {
            _host.UI.WriteErrorLine($"mlsecpol: {e.Message}");
            return ExitCode.UsageOrToolError;
        }
        finally
        {
            lock (_lock) _shell = null;
        }
    }

    /// <summary>Stops the script; called from the thread of the signal.</summary>
    internal void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            _shell?.BeginStop(null, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();

    // Runspaces that a script opens, as ForEach-Object -Parallel does, find the module by its commands.
    private static void OfferModule()
    {
        const string variable = "PSModulePath";
        var known = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, string.IsNullOrEmpty(known) ? ModuleFolder : ModuleFolder + Path.PathSeparator + known);
    }

    private static InitialSessionState InitialState()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = ExecutionPolicy.RemoteSigned;
        state.ImportPSModule([Path.Combine(ModuleFolder, "MlSecPol", "MlSecPol.psd1")]);
        return state;
    }

    private int Invoke(PowerShell shell)
    {
        shell.AddScript(_request.Script);
        try
        {
            if (_request.Format == OutputFormat.Json) InvokeToJson(shell);
            else InvokeToText(shell);
        }
        catch (PipelineStoppedException)
        {
            return ExitCode.Stopped;
        }
        catch (RuntimeException e)
        {
            _host.UI.WriteErrorLine(ErrorText.Of(e.ErrorRecord));
            return CodeOf(e.ErrorRecord) ?? ExitCode.UsageOrToolError;
        }

        return _host.RequestedExitCode ?? _errorCode ?? ExitCode.Success;
    }

    // An error that ends only its statement lets the script go on; it decides the exit code all the same when it says that the request made no sense.
    // Errors about single files do not: they are results.
    private static int? CodeOf(ErrorRecord error) =>
        PSObject.AsPSObject(error.TargetObject ?? error).BaseObject is GateOutcome outcome ? outcome.ExitCode
        : error.CategoryInfo.Category == ErrorCategory.InvalidArgument || error.Exception is CommandNotFoundException ? ExitCode.UsageOrToolError
        : null;

    private void InvokeToText(PowerShell shell)
    {
        shell.Streams.Error.DataAdding += WriteError;
        shell.AddCommand("Out-Default");
        shell.Invoke();
    }

    private void InvokeToJson(PowerShell shell)
    {
        shell.Streams.Error.DataAdding += WriteError;
        using var output = new PSDataCollection<PSObject>();
        output.DataAdding += (_, e) => _host.WriteLine(JsonLines.Of((PSObject)e.ItemAdded));
        shell.Invoke(input: null, output, new PSInvocationSettings());
    }

    private void WriteError(object? sender, DataAddingEventArgs e)
    {
        var error = (ErrorRecord)e.ItemAdded;
        _errorCode ??= CodeOf(error);
        _host.UI.WriteErrorLine(ErrorText.Of(error));
    }
}
