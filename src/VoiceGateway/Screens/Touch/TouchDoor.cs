using System.Threading.RateLimiting;
using Dispatch.Ledger;
using Dispatch.Queue;
using Dispatch.Screens;
using Microsoft.Extensions.Options;
using VoiceGateway.Chat;
using VoiceGateway.Chat.Linking;

namespace VoiceGateway.Screens.Touch;

/// <summary>
/// <c>/screen</c>: the page for a tablet that stands with an elder. It is let in by a cookie that it got for an operator's code; a page of
/// another site has not got it (SameSite), nor a frame.
/// </summary>
internal static class TouchDoor
{
    public const string Path = "/screen";

    private const string Cookie = "voicecare-screen";
    private const int LongestWords = 300;
    private const int LongestId = 64;

    /// <summary>As long as browsers keep one; renewed whenever the page is opened.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(400);

    public static IServiceCollection AddTouch(this IServiceCollection services)
    {
        services.AddOptions<TouchOptions>().BindConfiguration(TouchOptions.Section).ValidateDataAnnotations()
            .Validate(
                options => options.PublicUrl.Length == 0 || (Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"),
                "Touch:PublicUrl is no address: set it to https://… as screens reach this house, or leave it out.")
            .ValidateOnStart();
        return services
            .AddSingleton(provider => TouchWords.Load(System.IO.Path.Combine(AppContext.BaseDirectory, "prompts"), provider.GetRequiredService<ChatLines>().Digits))
            .AddSingleton<TouchPage>()
            .AddSingleton<TouchGuests>()
            .AddSingleton<TouchDesk>()
            .AddSingleton<TouchViews>()
            .AddSingleton<TouchLine>()
            .AddSingleton(provider => Turns(provider.GetRequiredService<IOptions<TouchOptions>>().Value.TurnsPerMinute));
    }

    public static void MapTouch(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        var door = app.MapGroup(Path).AddEndpointFilter(GuardAsync);
        door.MapGet(string.Empty, ShowAsync);
        door.MapPost("/pair", PairAsync);
        door.MapPost("/say", SayAsync);
        door.MapPost("/take-up", TakeUpAsync);
        door.MapPost("/leave", LeaveAsync);
        door.MapPost("/help", HelpAsync);
        door.MapGet("/line", (HttpContext context, TouchGuests guests, TouchLine line) => HoldAsync(context, guests, line, stopping));
    }

    private static IResult ShowAsync(HttpContext context, TouchPage page)
    {
        if (context.Request.Cookies[Cookie] is { Length: > 0 } token)
        {
            Keep(context, token);
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "microphone=(self), camera=(), geolocation=()";
        return Results.Content(page.Html, "text/html; charset=utf-8");
    }

    private static async Task<IResult> PairAsync(Code body, HttpContext context, LinkCodes codes, ScreenBook screens)
    {
        var cancellation = context.RequestAborted;
        var digits = body.Digits is { Length: LinkCodes.Length } typed && typed.All(char.IsAsciiDigit) ? typed : "";
        switch (await codes.RedeemForScreenAsync(digits, $"screen:{context.Connection.RemoteIpAddress}", cancellation))
        {
            case LinkOutcome.Linked(var given) when ScreenCode.Read(given) is var (elder, by):
                Keep(context, await screens.PairAsync(elder, by, cancellation));
                return Results.NoContent();
            case LinkOutcome.TooMany:
                return Results.StatusCode(StatusCodes.Status429TooManyRequests);
            default:
                return Results.NotFound();
        }
    }

    private static Task<IResult> SayAsync(Words body, HttpContext context, TouchDesk desk) =>
        body is { Text: { Length: > 0 and <= LongestWords } text, Id: { Length: > 0 and <= LongestId } id } && !string.IsNullOrWhiteSpace(text)
            ? DoAsync(context, (guest, token) => desk.SayAsync(guest, new ChatMessage(text, ClientId: id), token))
            : Task.FromResult(Results.BadRequest());

    private static Task<IResult> TakeUpAsync(HttpContext context, TouchDesk desk) => DoAsync(context, desk.TakeUpAsync);

    private static Task<IResult> LeaveAsync(HttpContext context, TouchDesk desk) => DoAsync(context, desk.LeaveAsync);

    /// <summary>Never limited.</summary>
    private static Task<IResult> HelpAsync(Words body, HttpContext context, TouchDesk desk) =>
        body.Id is { Length: > 0 and <= LongestId } id
            ? DoAsync(context, (guest, token) => desk.CallForHelpAsync(guest, id, token), isLimited: false)
            : Task.FromResult(Results.BadRequest());

    private static async Task<IResult> HoldAsync(HttpContext context, TouchGuests guests, TouchLine line, CancellationToken stopping)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            return Results.BadRequest();
        }

        if (await guests.FindAsync(context.Request.Cookies[Cookie], context.RequestAborted) is not { } guest)
        {
            // Browsers do not tell a page why its WebSocket was refused: it is accepted, and told.
            using var strange = await context.WebSockets.AcceptWebSocketAsync();
            using var socket = new TouchSocket(strange);
            await socket.SendAsync(new { paired = false }, context.RequestAborted);
            await socket.CloseAsync();
            return Results.Empty;
        }

        await line.HoldAsync(await context.WebSockets.AcceptWebSocketAsync(), guest, stopping);
        return Results.Empty;
    }

    private static async Task<IResult> DoAsync(HttpContext context, Func<TouchGuest, CancellationToken, Task> act, bool isLimited = true)
    {
        var inside = context.RequestServices;
        if (await inside.GetRequiredService<TouchGuests>().FindAsync(context.Request.Cookies[Cookie], context.RequestAborted) is not { } guest)
        {
            return Results.Unauthorized();
        }

        using var lease = inside.GetRequiredService<PartitionedRateLimiter<TouchGuest>>().AttemptAcquire(guest, isLimited ? 1 : 0);
        if (isLimited && !lease.IsAcquired)
        {
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        // Not bound to the request: an order that is being placed is placed though the page is closed.
        await act(guest, CancellationToken.None);
        return Results.NoContent();
    }

    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        if (!IsOwnPage(invocation.HttpContext.Request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        try
        {
            return await next(invocation);
        }
        catch (Exception away) when (away is RedisUnavailableException or LedgerUnavailableException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>A browser says from which page a request comes; behind a proxy the scheme may be another.</summary>
    private static bool IsOwnPage(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static void Keep(HttpContext context, string token) => context.Response.Cookies.Append(
        Cookie, token, new CookieOptions { Path = Path, HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict, MaxAge = Kept });

    private static PartitionedRateLimiter<TouchGuest> Turns(int perMinute) => PartitionedRateLimiter.Create<TouchGuest, string>(
        guest => RateLimitPartition.GetFixedWindowLimiter(guest.Screen.Id, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }));

    private sealed record Code(string? Digits);

    private sealed record Words(string? Text, string? Id);
}
