using System.Net;
using System.Net.Http.Headers;

namespace MlSecPol.Engine.Artifacts.Remote;

/// <summary>
/// A file on an HTTP server, of which only the parts that somebody asks for are fetched. A file that changes while it is read is an error.
/// Where a server gives no ranges, the file is fetched whole within a limit.
/// </summary>
public sealed class RemoteSource : ByteSource
{
    private const int BlockSize = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, byte[]> _blocks = [];
    private readonly Queue<long> _order = new();
    private readonly Uri _address;
    private readonly RemoteLimits _limits;
    private readonly CancellationToken _token;
    private readonly string? _validator;
    private readonly byte[]? _whole;
    private long _bytesRead;

    private RemoteSource(Uri address, RemoteLimits limits, long length, string? validator, byte[]? whole, CancellationToken token)
    {
        _address = address;
        _limits = limits;
        Length = length;
        _validator = validator;
        _whole = whole;
        _token = token;
    }

    /// <inheritdoc/>
    public override long Length { get; }

    /// <inheritdoc/>
    public override long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>Opens a file by its address and learns its length with the first of its bytes.</summary>
    /// <param name="address">An https address; http only for this machine or where the limits allow it.</param>
    /// <param name="limits">What may be done and what it may cost.</param>
    /// <param name="token">Ends every request of the source.</param>
    /// <exception cref="ArtifactException">The file is refused, absent or cannot be reached.</exception>
    public static RemoteSource Open(Uri address, RemoteLimits limits, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(limits);
        using var response = RemoteAccess.Get(address, limits, h => h.Range = new RangeHeaderValue(0, BlockSize - 1), token);
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent when response.Content.Headers.ContentRange is { HasLength: true, From: 0, To: { } last } range:
                var source = new RemoteSource(address, limits, range.Length!.Value, Validator(response), null, token);
                source.Keep(0, source.ReadBody(response, last + 1));
                return source;
            case HttpStatusCode.RequestedRangeNotSatisfiable when response.Content.Headers.ContentRange is { Length: 0 }:
                return new RemoteSource(address, limits, 0, null, [], token);
            case HttpStatusCode.OK:
                return Whole(address, limits, response, token);
            default:
                throw response.IsSuccessStatusCode
                    ? new ArtifactException(ArtifactErrorKind.ReadFailed, $"{address} answers a request for a range in a way that says nothing of its length.", "Download the file and audit it here.")
                    : RemoteAccess.Unsuccessful(address, response.StatusCode);
        }
    }

    /// <inheritdoc/>
    public override int Read(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length) return 0;
        buffer = buffer[..(int)Math.Min(buffer.Length, Length - offset)];
        if (_whole is not null)
        {
            _whole.AsSpan((int)offset, buffer.Length).CopyTo(buffer);
            return buffer.Length;
        }

        lock (_gate)
        {
            var total = 0;
            while (total < buffer.Length)
            {
                var (block, within) = Math.DivRem(offset + total, BlockSize);
                var bytes = Block(block, offset + buffer.Length);
                var count = Math.Min(bytes.Length - (int)within, buffer.Length - total);
                bytes.AsSpan((int)within, count).CopyTo(buffer[total..]);
                total += count;
            }

            return total;
        }
    }

    private static RemoteSource Whole(Uri address, RemoteLimits limits, HttpResponseMessage response, CancellationToken token)
    {
        var claimed = response.Content.Headers.ContentLength;
        if (claimed > limits.WholeBytes) throw TooLong(address, limits);
        var content = new byte[claimed ?? limits.WholeBytes];
        var length = RemoteAccess.Read(response, address, content, limits, token);
        if (claimed is null && length == content.Length) throw TooLong(address, limits);
        if (length < claimed) throw BrokeOff(address);
        return new RemoteSource(address, limits, length, null, content[..length], token) { _bytesRead = length };
    }

    private byte[] Block(long index, long wantedEnd)
    {
        if (_blocks.TryGetValue(index, out var known)) return known;
        // What is wanted and missing in a row comes with one request, as far as it is kept.
        var last = index;
        var most = Math.Max(1, _limits.CachedBytes / BlockSize / 4);
        while (last - index + 1 < most && (last + 1) * BlockSize < wantedEnd && !_blocks.ContainsKey(last + 1)) last++;
        var (from, to) = (index * BlockSize, Math.Min((last + 1) * BlockSize, Length) - 1);
        using var response = RemoteAccess.Get(
            _address,
            _limits,
            headers =>
            {
                headers.Range = new RangeHeaderValue(from, to);
                if (_validator is not null) headers.TryAddWithoutValidation("If-Range", _validator);
            },
            _token);
        if (response.StatusCode == HttpStatusCode.OK || (response.IsSuccessStatusCode && !IsSame(response, from, to))) throw Changed();
        if (!response.IsSuccessStatusCode) throw RemoteAccess.Unsuccessful(_address, response.StatusCode);
        Keep(from, ReadBody(response, to - from + 1));
        return _blocks[index];
    }

    private bool IsSame(HttpResponseMessage response, long from, long to) =>
        response.Content.Headers.ContentRange is { HasLength: true } range && range.Length == Length && range.From == from && range.To == to
        && (_validator is null || Validator(response) is not { } validator || validator == _validator);

    private byte[] ReadBody(HttpResponseMessage response, long length)
    {
        var bytes = new byte[length];
        if (RemoteAccess.Read(response, _address, bytes, _limits, _token) < length) throw BrokeOff(_address);
        Interlocked.Add(ref _bytesRead, length);
        return bytes;
    }

    private void Keep(long from, byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; at += BlockSize)
        {
            while (_order.Count >= _limits.CachedBytes / BlockSize) _blocks.Remove(_order.Dequeue());
            var index = (from + at) / BlockSize;
            _blocks[index] = bytes[at..Math.Min(at + BlockSize, bytes.Length)];
            _order.Enqueue(index);
        }
    }

    // A weak tag may stand for different bytes and so validates no range (RFC 9110, section 13.1.5).
    private static string? Validator(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : response.Content.Headers.LastModified?.ToString("R");

    private ArtifactException Changed() =>
        new(ArtifactErrorKind.ReadFailed, $"{_address} changed while it was read.", "Audit it again, by an address that names a fixed revision.");

    private static ArtifactException BrokeOff(Uri address) =>
        new(ArtifactErrorKind.ReadFailed, $"{address}: the answer broke off.", "Try again.");

    private static ArtifactException TooLong(Uri address, RemoteLimits limits) => new(
        ArtifactErrorKind.LimitReached,
        $"The server of {address} gives no ranges, and the file is longer than {limits.WholeBytes} bytes (limit {nameof(RemoteLimits.WholeBytes)}).",
        "Download the file and audit it here, or raise the limit in the settings.");
}
