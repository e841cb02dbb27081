namespace VoiceGateway.Speech.SetUp;

/// <summary>Where packages come from: npm's registry, or a folder of archives where there is no network.</summary>
internal interface IPackageSource
{
    /// <summary>Puts the package's archive (.tgz) into the folder, which is empty, and gives its path. It is not checked yet.</summary>
    /// <exception cref="SetUpException">It cannot be had.</exception>
    Task<string> FetchAsync(NpmPackage package, string folder, CancellationToken cancel);
}
