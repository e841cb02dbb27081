namespace VoiceGateway.Speech.Order;

internal static class StatusInOrder
{
    /// <summary>Ready where any engine is; what each says of itself stands in the order in which they are asked.</summary>
    public static SpeechStatus InOrder(this IEnumerable<SpeechStatus> engines)
    {
        SpeechStatus[] all = [.. engines];
        var best = all.FirstOrDefault(status => status.IsReady) ?? all.FirstOrDefault(status => status.State == SpeechState.SettingUp) ?? all[0];
        return best with { Detail = string.Join("; ", all.Select(status => status.Detail)) };
    }
}
