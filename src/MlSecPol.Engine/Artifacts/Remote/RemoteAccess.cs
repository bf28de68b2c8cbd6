using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace MlSecPol.Engine.Artifacts.Remote;

/// <summary>Sends requests by the rules: no credentials, no cookies, redirects followed by hand and only to where they may lead.</summary>
internal static class RemoteAccess
{
    private static readonly HttpRequestOptionsKey<bool> PublicOnly = new("MlSecPol.PublicOnly");

    // Apart, so that a connection that was allowed to a private address is not used again by a request that is not.
    private static readonly HttpClient Anywhere = new(Handler()) { Timeout = Timeout.InfiniteTimeSpan };
    private static readonly HttpClient Outside = new(Handler()) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Gets a resource or a range of it; the response is the caller's.</summary>
    /// <exception cref="ArtifactException">The address is refused, the server cannot be reached or says no.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal static HttpResponseMessage Get(Uri address, RemoteLimits limits, Action<HttpRequestHeaders>? headers, CancellationToken token)
    {
        var origin = address;
        for (var redirects = 0; ; redirects++)
        {
            RefuseUnsafe(address, limits);
            var response = Send(address, limits, headers, mayBePrivate: limits.AllowPrivateRedirects || IsSameHost(address, origin), token);
            if (!IsRedirect(response.StatusCode)) return response;
            using (response)
            {
                var target = response.Headers.Location is { } location ? new Uri(address, location) : throw Refused(address, "it redirects to nowhere");
                if (redirects == limits.Redirects) throw Refused(origin, $"it redirects more than {limits.Redirects} times (limit {nameof(RemoteLimits.Redirects)})");
                if (address.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps) throw Refused(origin, $"it redirects to the unencrypted address {target}");
                address = target;
            }
        }
    }

    /// <summary>Reads what a response still brings, at most as much as fits.</summary>
    /// <returns>The number of bytes; less than fits only at the end of the body.</returns>
    /// <exception cref="ArtifactException">The connection broke, or the body came too slowly.</exception>
    internal static int Read(HttpResponseMessage response, Uri address, Memory<byte> buffer, RemoteLimits limits, CancellationToken token)
    {
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(token);
        timed.CancelAfter(TimeSpan.FromSeconds(limits.SecondsPerRequest));
        try
        {
            // Only the asynchronous reading of a body can be given up when the server stalls.
            using var body = response.Content.ReadAsStream(timed.Token);
            return body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, timed.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new ArtifactException(ArtifactErrorKind.ReadFailed, $"{address}: the answer broke off.", "Try again.", e);
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested)
        {
            throw TooSlow(address, limits, e);
        }
    }

    /// <summary>The error for an answer that is no success.</summary>
    internal static ArtifactException Unsuccessful(Uri address, HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new(ArtifactErrorKind.NotFound, $"There is nothing at {address}.", "Check the address and the revision."),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(ArtifactErrorKind.PermissionDenied, $"{address} may not be read without signing in ({(int)status}).", "Download the file with your own tool and audit it here; no credentials are sent."),
        _ => new(ArtifactErrorKind.ReadFailed, $"{address} answers with {(int)status}.", "Try again later."),
    };

    private static HttpResponseMessage Send(Uri address, RemoteLimits limits, Action<HttpRequestHeaders>? headers, bool mayBePrivate, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("MlSecPol", typeof(CheckResult).Assembly.GetName().Version!.ToString(3)));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        headers?.Invoke(request.Headers);
        request.Options.Set(PublicOnly, !mayBePrivate);
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(token);
        timed.CancelAfter(TimeSpan.FromSeconds(limits.SecondsPerRequest));
        try
        {
            return (mayBePrivate ? Anywhere : Outside).Send(request, HttpCompletionOption.ResponseHeadersRead, timed.Token);
        }
        catch (HttpRequestException e)
        {
            throw e.InnerException as ArtifactException ?? new ArtifactException(ArtifactErrorKind.ReadFailed, $"{address} cannot be reached: {e.Message}", "Check the address and the network.", e);
        }
        catch (OperationCanceledException e) when (!token.IsCancellationRequested)
        {
            throw TooSlow(address, limits, e);
        }
    }

    private static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        Credentials = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 64,
        ConnectCallback = Connect,
    };

    // The check stands at the address that is connected to, so that a name which resolves differently the second time gains nothing.
    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken token)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, token);
        context.InitialRequestMessage.Options.TryGetValue(PublicOnly, out var publicOnly);
        var allowed = publicOnly ? Array.FindAll(addresses, a => !PrivateNetwork.Holds(a)) : addresses;
        if (allowed.Length == 0)
        {
            throw new ArtifactException(
                ArtifactErrorKind.PermissionDenied,
                $"A server redirects to {context.DnsEndPoint.Host}, which is of a private network; it is not followed.",
                $"Set models.remote.allowPrivateRedirects to true if that is meant.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void RefuseUnsafe(Uri address, RemoteLimits limits)
    {
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp) throw Refused(address, $"'{address.Scheme}' is neither https nor http");
        if (address.UserInfo.Length > 0) throw Refused(address, "it carries credentials");
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !limits.AllowPlainHttp) throw Refused(address, "it is not encrypted (setting models.remote.allowPlainHttp)");
    }

    private static ArtifactException TooSlow(Uri address, RemoteLimits limits, Exception cause) => new(
        ArtifactErrorKind.LimitReached,
        $"{address} did not answer within {limits.SecondsPerRequest} seconds (limit {nameof(RemoteLimits.SecondsPerRequest)}).",
        "Try again, or raise the limit in the settings.",
        cause);

    private static ArtifactException Refused(Uri address, string reason) =>
        new(ArtifactErrorKind.PermissionDenied, $"{address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped)} is not read: {reason}.", "Give an https address, or allow it in the settings, section models.remote.");

    private static bool IsSameHost(Uri address, Uri origin) => address.IdnHost == origin.IdnHost && address.Port == origin.Port;

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
