using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Models.Code;

/// <summary>A name in source text with the attributes that follow it, such as <c>torch.nn.functional.relu</c>.</summary>
/// <param name="Name">The path; it begins with a dot where attributes of something computed are meant.</param>
/// <param name="Start">Where it stands.</param>
/// <param name="IsCalled">Whether an opening bracket follows.</param>
/// <param name="Argument">The text of the first argument, where that is a plain literal; null otherwise.</param>
/// <param name="ArgumentPath">The first argument where that begins with a name; null otherwise.</param>
/// <param name="Before">The name or sign before it on the line; null at its beginning.</param>
/// <param name="IsDefined">Whether a value is given to it, or its type is stated.</param>
/// <param name="First">Its first token.</param>
/// <param name="Behind">The first token behind it: the opening bracket where it is called.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SourcePath(string Name, int Start, bool IsCalled, string? Argument, string? ArgumentPath, string? Before, bool IsDefined, int First, int Behind)
{
    /// <summary>The name before the first dot; empty where the path begins with one.</summary>
    internal string Root => Name.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? Name[..dot] : Name;

    /// <summary>Whether it is the name of a function or class that is being defined.</summary>
    internal bool IsDefinition => Before is "def" or "class";
}
