namespace Testing;

/// <summary>Lets what a phone gets and what it answers stand in one line.</summary>
public static class FakePhoneSteps
{
    public static async Task<FakePhone> Replies(this Task<FakePhone> phone, string text) => await (await phone).Replies(text);

    public static async Task<FakePhone> GetsSms(this Task<FakePhone> phone, string containing) => await (await phone).GetsSms(containing);

    public static async Task Presses(this Task<FakeCall> call, char key) => await (await call).PressesAsync(key);
}
