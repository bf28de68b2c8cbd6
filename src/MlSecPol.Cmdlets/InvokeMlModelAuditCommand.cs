using System.Management.Automation;
using MlSecPol.Engine;

namespace MlSecPol.Cmdlets;

/// <summary><c>Invoke-MlModelAudit</c>: audits model files without loading them.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MlModelAudit", DefaultParameterSetName = PathSet)]
[OutputType(typeof(CheckResult))]
public sealed class InvokeMlModelAuditCommand : AuditCommand
{
    private const string UriSet = "Uri";

    /// <summary>Addresses of model files, or of repositories on a model hub; only the bytes that decide are fetched.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = UriSet)]
    [ValidateNotNullOrEmpty]
    public Uri[] Uri { get; set; } = [];

    /// <summary>Seconds that reading one file may take; what takes longer is an error, never a pass.</summary>
    [Parameter]
    [PSDefaultValue(Help = "60, or what the settings say")]
    [ValidateRange(1, 86_400)]
    public int TimeoutSeconds { get; set; }

    /// <summary>What is merely suspicious fails too: unknown imports that are called, odd containers.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Shows the programs in a model as readable listings.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Computes the SHA-256 of each file, which reads all of it.</summary>
    [Parameter]
    public SwitchParameter Hash { get; set; }

    /// <summary>PEM file with the public key that signatures over model folders are verified with.</summary>
    [Parameter]
    [PSDefaultValue(Help = "What the settings say")]
    [ValidateNotNullOrEmpty]
    public string? SigningKey { get; set; }

    /// <summary>PEM files with the root certificates that a signer's certificate must lead to.</summary>
    [Parameter]
    [PSDefaultValue(Help = "What the settings say")]
    [ValidateNotNullOrEmpty]
    public string[] SigningCertificate { get; set; } = [];

    /// <inheritdoc/>
    private protected override AuditRun CreateRun(AuditRequest request) =>
        AuditRun.Start(
            this,
            "Auditing models",
            request with
            {
                Strict = Strict,
                Detailed = Detailed,
                Hash = Hash,
                TimeoutSeconds = TimeoutSeconds > 0 ? TimeoutSeconds : null,
                SigningKey = SigningKey is null ? null : FullPath(SigningKey),
                SigningCertificates = [.. SigningCertificate.Select(FullPath)],
            },
            Audits.OfModels,
            Audits.ModelTargets,
            StopToken);

    /// <inheritdoc/>
    private protected override void AddTargets(AuditRun run)
    {
        if (ParameterSetName != UriSet)
        {
            base.AddTargets(run);
            return;
        }

        foreach (var address in Uri) run.AddAddress(address, Audits.RemoteModels);
    }

    // A key that is not there would leave every signature unverified: the run does not start.
    private string FullPath(string path)
    {
        var full = GetUnresolvedProviderPathFromPSPath(path);
        if (!File.Exists(full)) ThrowTerminatingError(ErrorRecords.PathNotFound(path));
        return full;
    }
}
