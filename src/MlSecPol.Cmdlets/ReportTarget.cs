using System.Management.Automation;
using MlSecPol.Engine.Reports;

namespace MlSecPol.Cmdlets;

/// <summary>The file that an exporting cmdlet writes; what is wrong with it ends the cmdlet with one error.</summary>
internal sealed class ReportTarget
{
    private readonly PSCmdlet _cmdlet;
    private readonly string _given;
    private readonly ReportFile _file;

    private ReportTarget(PSCmdlet cmdlet, string given, bool noClobber, bool force)
    {
        _cmdlet = cmdlet;
        _given = given;
        FullPath = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(given);
        _file = new ReportFile(FullPath, noClobber, force);
    }

    /// <summary>The full path of the file.</summary>
    internal string FullPath { get; }

    /// <summary>Looks at the place before any work is done.</summary>
    internal static ReportTarget Open(PSCmdlet cmdlet, string path, bool noClobber, bool force)
    {
        var target = new ReportTarget(cmdlet, path, noClobber, force);
        target.OrEnd(target._file.Check);
        return target;
    }

    /// <summary>The format that was asked for, or the one that the extension tells.</summary>
    internal ReportFormat Format(ReportFormat? asked)
    {
        var format = asked ?? default;
        if (asked is null) OrEnd(() => format = ReportFormats.OfPath(FullPath));
        return format;
    }

    /// <summary>Writes the file whole or not at all.</summary>
    internal void Write(Action<Stream> content) => OrEnd(() => _file.Write(content));

    private void OrEnd(Action action)
    {
        try
        {
            action();
        }
        catch (ReportException e)
        {
            _cmdlet.ThrowTerminatingError(ErrorRecords.Of(e, _given));
        }
    }
}
