using System.Net.Sockets;
using System.Text;

namespace MlSecPol.Engine.Datasets.Files.Antivirus;

/// <summary>One connection to clamd, with a deadline for every step. What fails is an <see cref="IOException"/>; a cancelled token closes it at once.</summary>
internal sealed class ClamdConnection : IDisposable
{
    private const int LongestAnswer = 4096;

    private readonly Socket _socket;
    private readonly CancellationTokenRegistration _cancelled;
    private readonly CancellationToken _token;

    private ClamdConnection(Socket socket, int seconds, CancellationToken token)
    {
        _socket = socket;
        _token = token;
        socket.SendTimeout = socket.ReceiveTimeout = seconds * 1000;
        _cancelled = token.UnsafeRegister(static s => ((Socket)s!).Dispose(), socket);
    }

    /// <exception cref="IOException">Nobody listens, or not in time.</exception>
    internal static ClamdConnection Open(ClamdAddress address, int seconds, CancellationToken token)
    {
        var (socket, place) = address.Create();
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(token);
            deadline.CancelAfter(TimeSpan.FromSeconds(seconds));
            socket.ConnectAsync(place, deadline.Token).AsTask().GetAwaiter().GetResult();
            return new ClamdConnection(socket, seconds, token);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ArgumentException)
        {
            socket.Dispose();
            token.ThrowIfCancellationRequested();
            throw new IOException(e is OperationCanceledException ? $"no connection within {seconds} seconds" : e.Message, e);
        }
    }

    /// <exception cref="IOException">The connection broke.</exception>
    internal void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty) bytes = bytes[_socket.Send(bytes)..];
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            _token.ThrowIfCancellationRequested();
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>An answer up to its NUL or the end of the connection, without the NUL.</summary>
    /// <exception cref="IOException">The connection broke, or no answer came in time.</exception>
    internal string Receive()
    {
        var buffer = new byte[LongestAnswer];
        var length = 0;
        try
        {
            while (length < buffer.Length && _socket.Receive(buffer.AsSpan(length)) is > 0 and var count)
            {
                var end = buffer.AsSpan(length, count).IndexOf((byte)0);
                length += end < 0 ? count : end;
                if (end >= 0) break;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            _token.ThrowIfCancellationRequested();
            throw new IOException(e.Message, e);
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancelled.Dispose();
        _socket.Dispose();
    }
}
