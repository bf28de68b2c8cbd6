using System.Security.Cryptography;

namespace MlSecPol.Engine.Reports.CycloneDx;

/// <summary>UUIDs of version 5 (RFC 9562): the same content has the same one everywhere.</summary>
internal static class NameBasedUuid
{
    // Of this project; drawn once.
    private static readonly Guid Namespace = new("8f2c7a54-9b1e-4c53-a7de-5b0d3c1e6f42");

    /// <summary>The UUID of some content.</summary>
    internal static Guid Of(ReadOnlySpan<byte> content)
    {
        var input = new byte[16 + content.Length];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        content.CopyTo(input.AsSpan(16));
#pragma warning disable CA5350 // Version 5 is defined with SHA-1; nothing is protected by it.
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
