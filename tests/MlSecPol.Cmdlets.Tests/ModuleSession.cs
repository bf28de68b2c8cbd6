using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MlSecPol.Cmdlets.Tests;

/// <summary>A runspace of the real engine with the staged module imported, and a host that keeps what is shown.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    internal ModuleSession(bool import = true)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThrowOnRunspaceOpenError = true;
        if (import) state.ImportPSModule([Repository.Manifest]);
        _runspace = RunspaceFactory.CreateRunspace(Host, state);
        _runspace.Open();
        Run($"[Environment]::CurrentDirectory = '{Repository.Root}'; $ExecutionContext.SessionState.Path.SetLocation('{Repository.Root}')");
    }

    internal CapturingHost Host { get; } = new();

    /// <summary>Runs a script and keeps output and streams.</summary>
    internal RunOutcome Run(string script, IEnumerable<object>? input = null)
    {
        using var shell = NewShell(script);
        var output = input is null ? shell.Invoke() : shell.Invoke(input);
        return new RunOutcome(
            [.. output],
            [.. shell.Streams.Error],
            [.. shell.Streams.Verbose.Select(v => v.Message)],
            [.. shell.Streams.Information],
            [.. shell.Streams.Warning.Select(w => w.Message)]);
    }

    /// <summary>What a person sees of the output of a script.</summary>
    internal string Show(string script, int width = 120)
    {
        Host.Reset(width);
        using var shell = NewShell(script);
        shell.AddCommand("Out-Default");
        shell.Invoke();
        return Host.Text;
    }

    /// <summary>A shell on the runspace, for tests that stop it or look at its streams.</summary>
    internal PowerShell NewShell(string script)
    {
        var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        return shell;
    }

    public void Dispose() => _runspace.Dispose();
}
