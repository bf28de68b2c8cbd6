namespace MlSecPol.Benchmarks;

/// <summary>What one measuring process reports on its standard output, as JSON.</summary>
/// <param name="OpenMilliseconds">Time to open the runspace.</param>
/// <param name="ImportMilliseconds">Time to import the module.</param>
/// <param name="ImportedAssemblies">Names of the assemblies that the import loaded and that are no part of the framework or of PowerShell.</param>
/// <param name="Runs">Each run of the script, in order.</param>
/// <param name="PeakBytes">Highest working set of the process.</param>
internal sealed record ShellReport(
    double OpenMilliseconds, double ImportMilliseconds, IReadOnlyList<string> ImportedAssemblies, IReadOnlyList<ShellRun> Runs, long PeakBytes);

/// <summary>One run of the script.</summary>
/// <param name="Milliseconds">Time from the start of the pipeline to its end.</param>
/// <param name="ProcessorMilliseconds">Processor time that the whole process used meanwhile, on all cores.</param>
/// <param name="Outputs">The objects that it put out, as text.</param>
/// <param name="Errors">Texts of its error records.</param>
/// <param name="BytesRead">Bytes that the process read meanwhile, as the kernel counts them; null where it does not tell.</param>
internal sealed record ShellRun(
    double Milliseconds, double ProcessorMilliseconds, IReadOnlyList<string> Outputs, IReadOnlyList<string> Errors, long? BytesRead);
