using Microsoft.Playwright;
using Stories;

namespace Browser;

/// <summary>The speaking hotline with Debian's Chromium in front of it.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly SpeakingHotline hotline = new();
    private IPlaywright playwright = null!;

    public Uri Address => hotline.Address;

    public IReadOnlyCollection<string> Errors => hotline.Errors;

    public async ValueTask InitializeAsync()
    {
        await hotline.InitializeAsync();
        playwright = await Playwright.CreateAsync();
    }

    public T Inside<T>()
        where T : notnull => hotline.Inside<T>();

    public Task<ReadOnlyMemory<byte>> SayAsync(string sentence) => hotline.SayAsync(sentence);

    /// <summary>Chromium with that WAV file for its microphone, played once from the moment the microphone is opened.</summary>
    public Task<IBrowser> OpenBrowserAsync(string microphone) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = "/usr/bin/chromium",
        Args =
        [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            $"--use-file-for-fake-audio-capture={microphone}%noloop",
        ],
    });

    public async ValueTask DisposeAsync()
    {
        playwright.Dispose();
        await hotline.DisposeAsync();
    }
}
