namespace VoiceGateway.Console;

/// <summary>What a browser is told about pages that show people's records: keep no copy, load nothing from elsewhere, stand in no frame.</summary>
internal sealed class ConsoleHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/console"))
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:; object-src 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            context.Response.OnStarting(KeepNoCopy, context.Response);
        }

        return next(context);
    }

    /// <summary>Pages with a form say so themselves, and wonder in the log where somebody has said it before them.</summary>
    private static Task KeepNoCopy(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
