namespace MlSecPol.Host;

/// <summary>How objects are written to standard output.</summary>
internal enum OutputFormat
{
    /// <summary>Tables and lists for a reader.</summary>
    Text,

    /// <summary>JSON Lines: one object a line, complete, for a program.</summary>
    Json,
}
