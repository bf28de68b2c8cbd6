using System.Globalization;

namespace MlSecPol.Engine.Models.TensorFlow;

/// <summary>An operation with an effect beyond its tensors.</summary>
/// <param name="Family">The effect.</param>
/// <param name="Argument">Where its target stands: the number of an input, an attribute with <c>@</c> before its name, or nothing.</param>
internal sealed record Operation(OperationFamily Family, string Argument)
{
    /// <summary>The attribute that names the target; null where an input does or nothing.</summary>
    internal string? Attribute => Argument.StartsWith('@') ? Argument[1..] : null;

    /// <summary>The input that names the target; null where an attribute does or nothing.</summary>
    internal int? Input => int.TryParse(Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var input) ? input : null;
}
