namespace VoiceGateway.Console;

/// <summary>Where somebody wanted to go before signing in: a page of the console and nothing else.</summary>
internal static class ReturnPath
{
    private const string Home = "/console/board";

    public static string Safe(string? path) =>
        path is not null && path.StartsWith("/console/", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) ? path : Home;
}
