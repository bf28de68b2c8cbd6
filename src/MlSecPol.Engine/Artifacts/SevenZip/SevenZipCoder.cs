namespace MlSecPol.Engine.Artifacts.SevenZip;

/// <summary>One step of the way from packed to plain bytes.</summary>
/// <param name="Method">Its method: the bytes of its number, most significant first.</param>
/// <param name="Properties">What the method needs to know.</param>
/// <param name="Inputs">How many streams it takes; one but for branch filters of the second kind.</param>
/// <param name="Outputs">How many streams it gives.</param>
internal sealed record SevenZipCoder(ulong Method, byte[] Properties, int Inputs, int Outputs);
