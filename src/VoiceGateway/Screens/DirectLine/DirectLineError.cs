using Microsoft.AspNetCore.Http.HttpResults;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>The body of every answer from 400 on: <c>{"error":{"code":"…","message":"…"}}</c>.</summary>
internal sealed record DirectLineError(DirectLineError.Detail Error)
{
    public static JsonHttpResult<DirectLineError> BadArgument(string message) => Of(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static JsonHttpResult<DirectLineError> MissingProperty(string message) => Of(StatusCodes.Status400BadRequest, "MissingProperty", message);

    public static JsonHttpResult<DirectLineError> MalformedData(string message) => Of(StatusCodes.Status400BadRequest, "MalformedData", message);

    public static JsonHttpResult<DirectLineError> TooBig(string message) => Of(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", message);

    public static JsonHttpResult<DirectLineError> Unauthorized() => Of(StatusCodes.Status401Unauthorized, "BadArgument", "Missing token or secret");

    public static JsonHttpResult<DirectLineError> Forbidden(string message) => Of(StatusCodes.Status403Forbidden, "BadArgument", message);

    public static JsonHttpResult<DirectLineError> TokenExpired() => Of(StatusCodes.Status403Forbidden, "TokenExpired", "Token has expired");

    public static JsonHttpResult<DirectLineError> NotFound() => Of(StatusCodes.Status404NotFound, "NotFound", "Conversation not found");

    public static JsonHttpResult<DirectLineError> TooMany() => Of(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Slow down");

    public static JsonHttpResult<DirectLineError> NotSupported(string message) => Of(StatusCodes.Status501NotImplemented, "NotSupported", message);

    public static JsonHttpResult<DirectLineError> Unavailable() => Of(StatusCodes.Status503ServiceUnavailable, "ServiceError", "The service is unavailable for the moment");

    private static JsonHttpResult<DirectLineError> Of(int status, string code, string message) => TypedResults.Json(new DirectLineError(new Detail(code, message)), statusCode: status);

    internal sealed record Detail(string Code, string Message);
}
