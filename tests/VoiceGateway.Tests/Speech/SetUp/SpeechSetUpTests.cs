using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using VoiceGateway.Speech.SetUp;

namespace VoiceGateway.Tests.Speech.SetUp;

public sealed class SpeechSetUpTests : IDisposable
{
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("voicecare-set-up-");
    private readonly SpeechFolder folder;
    private readonly string archives;
    private int made;

    public SpeechSetUpTests()
    {
        folder = new SpeechFolder(Path.Combine(temporary.FullName, "cache"));
        archives = temporary.CreateSubdirectory("archives").FullName;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_part_is_made_of_what_its_package_holds_of_it()
    {
        var part = Part("ear", Archive("ear", ("dist/wanted.txt", "hello"), ("dist/other.txt", "no")));

        await RunAsync([part]);

        Assert.True(folder.Has(part));
        Assert.Equal("hello", await File.ReadAllTextAsync(folder.PathOf(part, "wanted.txt"), Cancel));
        Assert.False(File.Exists(folder.PathOf(part, "other.txt")));
        Assert.Empty(Directory.EnumerateDirectories(folder.Workshop));
    }

    [Fact]
    public async Task The_second_time_nothing_is_fetched_or_made()
    {
        var part = Part("ear", Archive("ear", ("wanted.txt", "hello")));
        await RunAsync([part]);
        Directory.Delete(archives, recursive: true);

        await RunAsync([part]);

        Assert.Equal(1, made);
    }

    [Fact]
    public async Task An_interrupted_part_is_not_there_and_the_next_run_goes_on_from_what_was_fetched()
    {
        var package = Archive("ear", ("wanted.txt", "hello"));
        using var interrupted = new CancellationTokenSource();
        var stopped = Part("ear", package) with { Make = (_, _, _, cancel) => { interrupted.Cancel(); cancel.ThrowIfCancellationRequested(); } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync([stopped], cancel: interrupted.Token));
        Assert.False(folder.Has(stopped));
        Directory.Delete(archives, recursive: true);

        var part = Part("ear", package);
        await RunAsync([part]);
        Assert.True(folder.Has(part));
    }

    [Fact]
    public async Task An_archive_that_was_half_written_when_the_power_went_is_fetched_again()
    {
        var part = Part("ear", Archive("ear", ("wanted.txt", "hello")));
        var workshop = Directory.CreateDirectory(Path.Combine(folder.Workshop, part.Folder));
        await File.WriteAllTextAsync(Path.Combine(workshop.FullName, "package.tgz"), "half", Cancel);

        await RunAsync([part]);

        Assert.True(folder.Has(part));
    }

    [Fact]
    public async Task Content_that_is_not_what_was_pinned_is_refused_and_thrown_away()
    {
        var pinned = Archive("ear", ("wanted.txt", "hello"));
        Archive("ear", ("wanted.txt", "evil"));
        var part = Part("ear", pinned);

        var refused = await Assert.ThrowsAsync<SetUpException>(() => RunAsync([part]));

        Assert.Contains("ear@1.0.0 is not what was pinned", refused.Message, StringComparison.Ordinal);
        Assert.False(folder.Has(part));
        Assert.Empty(Directory.EnumerateFiles(folder.Root, "*.tgz", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_cannot_be_had_is_named_and_what_was_finished_before_stays()
    {
        var (ear, mouth) = (Part("ear", Archive("ear", ("wanted.txt", "hello"))), Part("mouth", new NpmPackage("@voice/mouth", "2.0.0", "sha512-")));

        var missing = await Assert.ThrowsAsync<SetUpException>(() => RunAsync([ear, mouth]));

        Assert.Contains("npm pack @voice/mouth@2.0.0", missing.Message, StringComparison.Ordinal);
        Assert.True(folder.Has(ear));
    }

    [Fact]
    public async Task A_part_that_was_damaged_on_disk_is_made_again()
    {
        var part = Part("ear", Archive("ear", ("wanted.txt", "hello")));
        await RunAsync([part]);
        await File.WriteAllTextAsync(folder.PathOf(part, "wanted.txt"), "hel", Cancel);

        Assert.False(folder.Has(part));
        await RunAsync([part]);

        Assert.Equal("hello", await File.ReadAllTextAsync(folder.PathOf(part, "wanted.txt"), Cancel));
    }

    [Fact]
    public async Task Two_at_once_make_it_once_and_the_other_says_that_it_waits()
    {
        var part = Part("ear", Archive("ear", ("wanted.txt", "hello")));
        var otherWaits = new TaskCompletionSource();
        var slow = part with { Make = (unpacked, done, progress, cancel) => { otherWaits.Task.Wait(TimeSpan.FromSeconds(30), cancel); part.Make(unpacked, done, progress, cancel); } };

        var first = RunAsync([slow]);
        var second = RunAsync([slow], progress =>
        {
            if (progress.Step == 0)
            {
                otherWaits.TrySetResult();
            }
        });
        await Task.WhenAll(first, second);

        Assert.Equal(1, made);
    }

    [Fact]
    public async Task Parts_are_announced_in_their_order_as_each_is_finished()
    {
        var parts = new[] { Part("ear", Archive("ear", ("wanted.txt", "1"))), Part("mouth", Archive("mouth", ("wanted.txt", "2"))) };
        var finished = new List<string>();

        await Setup().RunAsync(
            parts,
            _ => { },
            part =>
            {
                Assert.Equal(parts.TakeWhile(other => other != part).Append(part).Count(), parts.Count(folder.Has));
                finished.Add(part.Folder);
                return Task.CompletedTask;
            },
            Cancel);

        Assert.Equal(["ear", "mouth"], finished);
    }

    [Fact]
    public void Every_real_part_is_pinned_to_one_content()
    {
        Assert.All(SpeechParts.All, part =>
        {
            Assert.StartsWith("sha512-", part.Package.Integrity, StringComparison.Ordinal);
            Assert.Equal(64, Convert.FromBase64String(part.Package.Integrity["sha512-".Length..]).Length);
            Assert.Matches(@"^\d+\.\d+\.\d+$", part.Package.Version);
        });
        Assert.Equal(SpeechParts.All.Count, SpeechParts.All.Select(part => part.Folder).Distinct().Count());
    }

    public void Dispose() => temporary.Delete(recursive: true);

    private SpeechSetUp Setup() => new(folder, new PackageFolder(archives), TimeProvider.System);

    private Task RunAsync(IReadOnlyList<SpeechPart> parts, Action<SetUpProgress>? progress = null, CancellationToken? cancel = null) =>
        Setup().RunAsync(parts, progress ?? (_ => { }), _ => Task.CompletedTask, cancel ?? Cancel);

    private SpeechPart Part(string name, NpmPackage package) => new(
        name, "the " + name, package, file => file.EndsWith("wanted.txt", StringComparison.Ordinal), 1,
        (unpacked, done, _, _) =>
        {
            Interlocked.Increment(ref made);
            var file = Directory.EnumerateFiles(unpacked, "*", SearchOption.AllDirectories).Single();
            File.Move(file, Path.Combine(done, Path.GetFileName(file)));
        });

    private NpmPackage Archive(string name, params (string Path, string Content)[] files)
    {
        var path = Path.Combine(archives, $"{name}-1.0.0.tgz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var (file, content) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "package/" + file) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)) });
            }
        }

        return new NpmPackage(name, "1.0.0", "sha512-" + Convert.ToBase64String(SHA512.HashData(File.ReadAllBytes(path))));
    }
}
