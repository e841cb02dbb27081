using Microsoft.Extensions.Options;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>Lets in who has the secret, or a token for that conversation.</summary>
internal sealed class DirectLineGuard(DirectLineTokens tokens, IOptions<DirectLineOptions> options)
{
    private const string Scheme = "Bearer ";

    /// <summary>For every request but the stream's.</summary>
    /// <returns>What the request may do, or the answer that refuses it.</returns>
    public (DirectLinePass? Pass, IResult? Refusal) Admit(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0 && options.Value.IsLocal)
        {
            // Whoever sits at this machine; nobody else is let in then. A conversation is still its token's only.
            return context.Request.RouteValues.ContainsKey("id") ? (null, DirectLineError.Unauthorized()) : (DirectLinePass.All, null);
        }

        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, DirectLineError.Unauthorized());
        }

        var bearer = header[Scheme.Length..].Trim();
        return tokens.IsSecret(bearer) ? (DirectLinePass.All, null) : AdmitToken(context, bearer, isStream: false);
    }

    /// <summary>For the stream, whose token stands in its address: browsers send no header with a WebSocket.</summary>
    public (DirectLinePass? Pass, IResult? Refusal) AdmitStream(HttpContext context) =>
        AdmitToken(context, context.Request.Query["t"].ToString(), isStream: true);

    private (DirectLinePass? Pass, IResult? Refusal) AdmitToken(HttpContext context, string token, bool isStream)
    {
        var (pass, expired) = tokens.Read(token);
        return pass switch
        {
            null => (null, DirectLineError.Forbidden("Invalid token or secret")),
            _ when pass.IsStream != isStream => (null, DirectLineError.Forbidden("This token is for something else")),
            _ when expired => (null, DirectLineError.TokenExpired()),
            _ when context.Request.RouteValues.TryGetValue("id", out var id) && (string?)id != pass.Conversation => (null, DirectLineError.Forbidden("This token is for another conversation")),
            _ => (pass, null),
        };
    }
}
