using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MlSecPol.Engine.Tests.Datasets.Files;

/// <summary>Answers like clamd, on a port of its own: to VERSION with a date of one's choice, to INSTREAM by looking for a word.</summary>
internal sealed class ClamdDouble : IDisposable
{
    internal const string Marker = "MLSECPOL-INERT-MARKER";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    internal ClamdDouble(int databaseDays = 1)
    {
        Version = string.Create(CultureInfo.InvariantCulture, $"ClamAV 1.4.6/27000/{DateTime.Now.AddDays(-databaseDays):ddd MMM d HH:mm:ss yyyy}");
        _listener.Start();
        _ = Task.Run(Serve);
    }

    internal string Version { get; init; }

    internal long StreamLimit { get; init; } = long.MaxValue;

    /// <summary>Bytes after which it hangs up without a word.</summary>
    internal long HangsUpAfter { get; init; } = long.MaxValue;

    /// <summary>What it answers instead; null for what it finds.</summary>
    internal string? Answer { get; init; }

    internal string Address => string.Create(CultureInfo.InvariantCulture, $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public void Dispose() => _listener.Dispose();

    private async Task Serve()
    {
        try
        {
            for (; ; )
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = Task.Run(() => Serve(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private void Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var command = new StringBuilder();
                while (stream.ReadByte() is > 0 and var letter) command.Append((char)letter);
                var answer = command.ToString() switch { "zVERSION" => Version, "zINSTREAM" => Scan(stream), _ => "UNKNOWN COMMAND" };
                if (answer is null) return;
                stream.Write(Encoding.UTF8.GetBytes(answer + "\0"));
            }
            catch (IOException)
            {
                // Whoever asked has gone.
            }
        }
    }

    private string? Scan(Stream stream)
    {
        var content = new MemoryStream();
        var length = new byte[4];
        for (; ; )
        {
            stream.ReadExactly(length);
            var count = BinaryPrimitives.ReadInt32BigEndian(length);
            if (count == 0) break;
            var chunk = new byte[count];
            stream.ReadExactly(chunk);
            content.Write(chunk);
            if (content.Length > StreamLimit) return "INSTREAM size limit exceeded. ERROR";
            if (content.Length > HangsUpAfter) return null;
        }

        return Answer ?? (Encoding.Latin1.GetString(content.ToArray()).Contains(Marker, StringComparison.Ordinal) ? "stream: Test.Marker FOUND" : "stream: OK");
    }
}
