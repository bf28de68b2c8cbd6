using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Models.RData;

/// <summary>What the walk remembers of an item it has passed.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">The name of a symbol, or a text that stands alone; otherwise null.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RItem(RType Type, string? Name);
