using System.Buffers;

namespace VoiceGateway.Screens.DirectLine;

/// <summary>JSON that is written already.</summary>
internal sealed class WrittenJson(ArrayBufferWriter<byte> json) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = json.WrittenCount;
        return httpContext.Response.Body.WriteAsync(json.WrittenMemory, httpContext.RequestAborted).AsTask();
    }
}
