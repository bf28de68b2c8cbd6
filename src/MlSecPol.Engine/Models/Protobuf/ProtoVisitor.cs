namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>Is told what a walker meets, in the order of the content; the same for the binary and the text form.</summary>
internal abstract class ProtoVisitor
{
    /// <summary>Where the walker stands; set by it before the first call.</summary>
    internal IProtoPlace Place { get; set; } = null!;

    /// <summary>A message begins.</summary>
    /// <returns>Whether to walk it; <see cref="Leave"/> is called either way.</returns>
    internal virtual bool Enter(ProtoField field) => true;

    /// <summary>A message ends.</summary>
    internal virtual void Leave(ProtoField field)
    {
    }

    /// <summary>A number.</summary>
    internal virtual void Number(ProtoField field, long value)
    {
    }

    /// <summary>Text or bytes.</summary>
    /// <param name="field">The field.</param>
    /// <param name="head">The first bytes of text; empty for bytes and numbers that are skipped.</param>
    /// <param name="length">The number of bytes that there are.</param>
    internal virtual void Bytes(ProtoField field, ReadOnlySpan<byte> head, long length)
    {
    }
}
