namespace MlSecPol.Engine.Models.Configuration;

/// <summary>What a file of keys and values is there for, which decides whether its texts are looked at as programs.</summary>
internal enum TextRole
{
    /// <summary>Anything: a vocabulary, a table, a message.</summary>
    Other,

    /// <summary>A configuration in a language that people write by hand.</summary>
    Settings,

    /// <summary>A configuration of a model, or a model.</summary>
    Configuration,
}
