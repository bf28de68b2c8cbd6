using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Models.Code;

/// <summary>One imported name of a source text.</summary>
/// <param name="From">The module behind <c>from</c>; null where a module itself is imported.</param>
/// <param name="Name">What is imported, <c>*</c> for everything.</param>
/// <param name="Alias">The name it is given; null without one.</param>
/// <param name="Start">Where it stands.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SourceImport(string? From, string Name, string? Alias, int Start)
{
    /// <summary>Module and name joined by a dot.</summary>
    internal string FullName => From is null ? Name : $"{From}.{Name}";
}
