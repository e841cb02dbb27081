namespace VoiceGateway.Carriers.Local;

/// <summary>The two pages; what they load lies beside them in wwwroot.</summary>
internal static class LocalPages
{
    public static void MapLocalPages(this WebApplication app)
    {
        var pages = app.MapGroup(string.Empty).RequireLoopback();
        pages.MapGet("/", () => Results.Redirect("/phone"));
        pages.MapGet("/phone", (IWebHostEnvironment site) => Page(site, "phone.html"));
        pages.MapGet("/sms", (IWebHostEnvironment site) => Page(site, "sms.html"));
    }

    private static IResult Page(IWebHostEnvironment site, string name) =>
        Results.File(Path.Combine(site.WebRootPath, name), "text/html; charset=utf-8");
}
