using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MlSecPol.Testing;

/// <summary>A real HTTP server on this machine that can give ranges, and misbehave as servers do.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly HttpListener _listener = new();

    public LoopbackServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _ = Task.Run(Serve);
    }

    public int Port { get; }

    public string Authority => $"127.0.0.1:{Port}";

    /// <summary>Content by path.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Where paths redirect to.</summary>
    public Dictionary<string, string> Redirects { get; } = [];

    public bool GivesRanges { get; set; } = true;

    /// <summary>Requests for content so far: path and bytes sent.</summary>
    public List<(string Path, long Sent)> Log { get; } = [];

    public string Tag { get; set; } = "\"v1\"";

    /// <summary>Called in the middle of each body.</summary>
    public Action? AmidAnswer { get; set; }

    /// <summary>Called before each answer.</summary>
    public Action? BeforeAnswer { get; set; }

    public Uri Address(string path) => new($"http://{Authority}/{path}");

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task Serve()
    {
        while (true)
        {
            try
            {
                Answer(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                if (!_listener.IsListening) return;
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        using var response = context.Response;
        var path = context.Request.Url!.AbsolutePath[1..];
        BeforeAnswer?.Invoke();
        if (Redirects.TryGetValue(path, out var target))
        {
            response.Redirect(target);
            return;
        }

        if (!Files.TryGetValue(path, out var content))
        {
            response.StatusCode = 404;
            return;
        }

        response.Headers["ETag"] = Tag;
        var isStale = context.Request.Headers["If-Range"] is { } tag && tag != Tag;
        if (GivesRanges && !isStale && context.Request.Headers["Range"] is { } range)
        {
            var parts = range["bytes=".Length..].Split('-');
            var from = long.Parse(parts[0], CultureInfo.InvariantCulture);
            if (from >= content.Length)
            {
                response.StatusCode = 416;
                response.Headers["Content-Range"] = $"bytes */{content.Length}";
                return;
            }

            var to = Math.Min(long.Parse(parts[1], CultureInfo.InvariantCulture), content.Length - 1);
            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {from}-{to}/{content.Length}";
            Send(path, content.AsSpan((int)from, (int)(to - from + 1)), response);
            return;
        }

        Send(path, content, response);
    }

    private void Send(string path, ReadOnlySpan<byte> bytes, HttpListenerResponse response)
    {
        lock (Log) Log.Add((path, bytes.Length));
        response.ContentLength64 = bytes.Length;
        response.OutputStream.Write(bytes[..(bytes.Length / 2)]);
        response.OutputStream.Flush();
        AmidAnswer?.Invoke();
        response.OutputStream.Write(bytes[(bytes.Length / 2)..]);
    }

    internal void AddText(string path, string text) => Files[path] = Encoding.UTF8.GetBytes(text);
}
