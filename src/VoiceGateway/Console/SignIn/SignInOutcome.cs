using Dispatch.Accounts;

namespace VoiceGateway.Console.SignIn;

/// <summary>What became of a name and a password.</summary>
internal abstract record SignInOutcome
{
    private SignInOutcome() { }

    public sealed record Welcome(SignedIn SignedIn) : SignInOutcome;

    /// <summary>Name or password; which of them is not said.</summary>
    public sealed record Wrong : SignInOutcome;

    public sealed record Locked(DateTimeOffset Until) : SignInOutcome;
}
