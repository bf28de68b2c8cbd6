namespace MlSecPol.Engine.Models.Pickle;

/// <summary>One complete program of a content.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte behind its STOP.</param>
/// <param name="Protocol">The highest protocol that it states; 0 when it states none.</param>
/// <param name="Value">Its value in brief: the items of a container, but not what they hold.</param>
public sealed record PickleStreamInfo(long Start, long End, int Protocol, PickleValue Value);
