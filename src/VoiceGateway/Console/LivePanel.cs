using Microsoft.AspNetCore.Components;

namespace VoiceGateway.Console;

/// <summary>A panel that is told when what it shows has changed, and whose clocks go on.</summary>
public abstract class LivePanel : ConsolePage
{
    private readonly News news = new();

    [Inject]
    internal Pulse Pulse { get; set; } = null!;

    /// <summary>What is shown may have changed. May be called on whatever thread.</summary>
    protected void Hear() => news.Hear();

    protected abstract Task LookAsync();

    protected override Task OnInitializedAsync() => LookAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Task.WhenAll(
                news.FollowAsync(() => InvokeAsync(DrawAnewAsync), Closing),
                Pulse.FollowAsync(1, () => InvokeAsync(StateHasChanged), Closing));
        }
    }

    private async Task DrawAnewAsync()
    {
        await LookAsync();
        StateHasChanged();
    }
}
