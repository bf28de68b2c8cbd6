namespace MlSecPol.HelpBuilder.Cmdlets;

/// <summary>How a parameter is used in one parameter set.</summary>
/// <param name="Mandatory">Whether it must be given.</param>
/// <param name="Position">Its position among the unnamed arguments, from 0; null when it must be named.</param>
/// <param name="ByValue">Whether whole pipeline objects bind to it.</param>
/// <param name="ByPropertyName">Whether a property of its name binds to it.</param>
internal sealed record ParameterUse(bool Mandatory, int? Position, bool ByValue, bool ByPropertyName)
{
    /// <summary>The wording of Get-Help.</summary>
    public string PipelineInput => (ByValue, ByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
