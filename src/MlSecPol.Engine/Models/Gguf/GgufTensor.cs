namespace MlSecPol.Engine.Models.Gguf;

/// <summary>A tensor of the table.</summary>
/// <param name="Name">Its name, shortened.</param>
/// <param name="Offset">Where it begins, counted from the beginning of the data.</param>
/// <param name="Size">Its bytes; null where the header does not make sense of them.</param>
/// <param name="Header">Where the table speaks of it.</param>
internal sealed record GgufTensor(string Name, ulong Offset, long? Size, long Header);
