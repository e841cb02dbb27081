namespace Stories;

/// <summary>Turns that many stories begin with.</summary>
internal static class CommonTurns
{
    /// <summary>Calls, orders cleaning for tomorrow at three in the afternoon, and hangs up.</summary>
    /// <returns>The doorstep code that was told, in digits.</returns>
    public static async Task<string> OrdersCleaningAsync(this Town town, string from)
    {
        await using var phone = await town.CallFromAsync(from);
        await phone.HearsAsync("您好");
        await phone.SaysAsync("明天下午三点请人来打扫卫生");
        await phone.HearsAsync("对不对");
        await phone.SaysAsync("对");
        var placed = await phone.HearsAsync("上门核验码是：");
        await phone.HangsUpAsync();
        return Digits(placed[placed.IndexOf("上门核验码是：", StringComparison.Ordinal)..]);
    }

    private static string Digits(string spoken) => string.Concat(spoken
        .Split('。')[0]
        .Select(letter => "零一二三四五六七八九".IndexOf(letter, StringComparison.Ordinal))
        .Where(digit => digit >= 0));
}
