using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace MlSecPol.Engine.Artifacts.Expansion;

/// <summary>The checks that blocks of xz data may carry (the format's own description, section 2.1.1.2).</summary>
internal static class XzCheck
{
    private const int None = 0, Crc32Check = 1, Crc64Check = 4, Sha256Check = 10;

    /// <summary>The check of a number; null for none.</summary>
    /// <exception cref="ArtifactException">The number is reserved.</exception>
    internal static NonCryptographicHashAlgorithm? Of(int check) => check switch
    {
        None => null,
        Crc32Check => new Crc32(),
        Crc64Check => new ReflectedCrc64(),
        Sha256Check => new Sha256(),
        _ => throw new ArtifactException(ArtifactErrorKind.Malformed, $"The xz data carries a check of the kind {check}, which is reserved.", "Compress it again with an ordinary tool."),
    };

    /// <summary>CRC-64 with the polynomial of ECMA-182 over reflected bits, as xz has it.</summary>
    private sealed class ReflectedCrc64() : NonCryptographicHashAlgorithm(sizeof(ulong))
    {
        private const ulong Polynomial = 0xC96C5795D7870F42;

        private static readonly ulong[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

        private ulong _sum = ulong.MaxValue;

        /// <inheritdoc/>
        public override void Append(ReadOnlySpan<byte> source)
        {
            var sum = _sum;
            foreach (var value in source) sum = Table[(byte)(sum ^ value)] ^ (sum >> 8);
            _sum = sum;
        }

        /// <inheritdoc/>
        public override void Reset() => _sum = ulong.MaxValue;

        /// <inheritdoc/>
        protected override void GetCurrentHashCore(Span<byte> destination) => BinaryPrimitives.WriteUInt64LittleEndian(destination, ~_sum);

        private static ulong Entry(int value)
        {
            var entry = (ulong)value;
            for (var bit = 0; bit < 8; bit++) entry = (entry & 1) != 0 ? (entry >> 1) ^ Polynomial : entry >> 1;
            return entry;
        }
    }

    /// <summary>SHA-256 in the shape of the other checks.</summary>
    private sealed class Sha256() : NonCryptographicHashAlgorithm(SHA256.HashSizeInBytes), IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        /// <inheritdoc/>
        public override void Append(ReadOnlySpan<byte> source) => _hash.AppendData(source);

        /// <inheritdoc/>
        public override void Reset() => _hash.GetHashAndReset();

        /// <inheritdoc/>
        public void Dispose() => _hash.Dispose();

        /// <inheritdoc/>
        protected override void GetCurrentHashCore(Span<byte> destination) => _hash.GetCurrentHash(destination);
    }
}
