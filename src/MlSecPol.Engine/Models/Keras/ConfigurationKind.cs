namespace MlSecPol.Engine.Models.Keras;

/// <summary>Kinds of values of a configuration.</summary>
internal enum ConfigurationKind
{
    /// <summary>Named members.</summary>
    Object,

    /// <summary>Items in order.</summary>
    Array,

    /// <summary>A text.</summary>
    Text,

    /// <summary>The literal false.</summary>
    False,

    /// <summary>Null, true or a number.</summary>
    Other,
}
