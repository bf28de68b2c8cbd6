using System.Runtime.InteropServices;

namespace MlSecPol.Engine.Models.Code;

/// <summary>One piece of source text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The first byte behind it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SourceToken(SourceTokenKind Kind, int Start, int End);
