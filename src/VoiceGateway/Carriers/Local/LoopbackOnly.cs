using System.Net;

namespace VoiceGateway.Carriers.Local;

/// <summary>
/// Lets in only who sits at this machine: the local carrier asks nobody who they are. A page of another site in the same browser is
/// refused by its Origin, a name that was made to point here by the Host.
/// </summary>
internal static class LoopbackOnly
{
    public static TBuilder RequireLoopback<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.AddEndpointFilter(async (context, next) =>
            IsFromHere(context.HttpContext) ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden));
        return endpoints;
    }

    private static bool IsFromHere(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
        && IsOwnPage(context.Request);

    private static bool IsOwnPage(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
