namespace MlSecPol.HelpBuilder;

/// <summary>A reason not to build the help, with the place where it is to be mended.</summary>
/// <param name="File">The page.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record Problem(string File, int Line, string Message)
{
    /// <summary>The form that MSBuild and editors turn into an error with a place.</summary>
    public override string ToString() => $"{File}({Line}): error MLHELP: {Message}";
}
