using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Models.SafeTensors;

/// <summary>A tensor's place in the data part.</summary>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">First byte behind it.</param>
/// <param name="Name">Its name, shortened.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TensorSpan(long Begin, long End, string Name);
