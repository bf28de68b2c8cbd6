namespace MlSecPol.Host;

/// <summary>The codes that the host itself gives; the gate's own codes come from <see cref="GateOutcome.ExitCode"/>.</summary>
internal static class ExitCode
{
    internal const int Success = 0;
    internal const int UsageOrToolError = 1;

    /// <summary>128 + SIGINT, as shells report a command that the user stopped.</summary>
    internal const int Stopped = 130;
}
