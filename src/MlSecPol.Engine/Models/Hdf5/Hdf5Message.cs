namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>One message of an object header.</summary>
/// <param name="Type">What it says; unknown numbers are kept.</param>
/// <param name="IsShared">Whether the data stands elsewhere and this is only the reference.</param>
/// <param name="Data">Its bytes.</param>
internal sealed record Hdf5Message(Hdf5MessageType Type, bool IsShared, ReadOnlyMemory<byte> Data);
