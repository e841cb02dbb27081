namespace Stories.Conversations;

/// <summary>Every call of conversations.yaml, through the whole way: telephone sound in, the real ears, the mind, the real voice out.</summary>
[Trait("Category", "Speech")]
public sealed class ConversationStories(SpeakingHotline hotline) : IClassFixture<SpeakingHotline>
{
    public static TheoryData<string> Names => [.. SpokenCall.All.Select(call => call.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_call_goes_as_written(string name)
    {
        await using (var conversation = await Conversation.DialAsync(SpokenCall.All.Single(call => call.Name == name), hotline))
        {
            await conversation.PlayAsync();
        }

        Assert.Empty(hotline.Errors);
    }
}
