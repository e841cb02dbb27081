namespace VoiceGateway.Console.Wording;

/// <summary>Which language a browser wants: the one that was chosen, or the one that it asks for.</summary>
internal static class Language
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    private const string Cookie = "voicecare-language";

    public static IReadOnlyList<string> All { get; } = [Chinese, English];

    public static string Of(HttpContext context) =>
        context.Request.Cookies[Cookie] is { } chosen && All.Contains(chosen) ? chosen
        : context.Request.GetTypedHeaders().AcceptLanguage.MaxBy(language => language.Quality ?? 1) is { Value.Value: { } wanted } && wanted.StartsWith(English, StringComparison.OrdinalIgnoreCase) ? English
        : Chinese;

    public static void MapLanguageChoice(this WebApplication app) => app.MapGet("/console/language/{language}", (HttpContext context, string language, string? to) =>
    {
        if (All.Contains(language))
        {
            context.Response.Cookies.Append(Cookie, language, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true });
        }

        return Results.LocalRedirect(ReturnPath.Safe(to));
    });
}
