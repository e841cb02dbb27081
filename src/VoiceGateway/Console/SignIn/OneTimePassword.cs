using System.Security.Cryptography;

namespace VoiceGateway.Console.SignIn;

/// <summary>A password that is told once and replaced at the first sign-in.</summary>
internal static class OneTimePassword
{
    /// <summary>Nothing that is mistaken for something else when it is read out.</summary>
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>About 79 bits.</summary>
    public static string Choose() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
