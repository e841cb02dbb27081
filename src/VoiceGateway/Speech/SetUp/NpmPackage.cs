namespace VoiceGateway.Speech.SetUp;

/// <summary>One exact version of a package of npm's registry.</summary>
/// <param name="Integrity">npm's <c>dist.integrity</c>: "sha512-" and the base64 of the archive's SHA-512.</param>
internal sealed record NpmPackage(string Name, string Version, string Integrity)
{
    public override string ToString() => $"{Name}@{Version}";
}
