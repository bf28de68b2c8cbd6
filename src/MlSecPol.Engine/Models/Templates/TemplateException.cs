namespace MlSecPol.Engine.Models.Templates;

/// <summary>A template cannot be read further.</summary>
internal sealed class TemplateException(string message, int position, bool isLimit = false) : Exception(message)
{
    /// <summary>Where, in characters.</summary>
    internal int Position { get; } = position;

    /// <summary>Whether a limit was reached; otherwise the template breaks the language.</summary>
    internal bool IsLimit { get; } = isLimit;
}
