using VoiceGateway.Speech;

namespace VoiceGateway.Tests.Speech.Recognising;

public sealed class RecognitionKnowledgeTests
{
    private readonly RecognitionKnowledge knowledge = SpeechKnowledge.Load().Recognition;

    [Theory]
    [InlineData("请不吝点赞 订阅 转发 打赏支持明镜与点点栏目")]
    [InlineData("字幕由Amara.org社区提供")]
    [InlineData("謝謝觀看!")]
    [InlineData("Thank you for watching.")]
    [InlineData("。。。")]
    [InlineData("老人打电话到养老服务热线,请人打扫卫生")]
    [InlineData("养老服务热线，请人打扫卫生、送餐、助浴线，请人打扫卫生、送餐、助浴线，请人打扫卫生")]
    public void Credits_and_echoes_are_known_to_be_invented(string text) => Assert.True(knowledge.IsInvented(text, knowledge.Prompt));

    [Theory]
    [InlineData("请人打扫卫生。")]
    [InlineData("谢谢你，再见。")]
    [InlineData("嗯")]
    [InlineData("我摔倒了")]
    [InlineData("我订的饭还没有送来")]
    public void What_callers_say_is_not(string text) => Assert.False(knowledge.IsInvented(text, knowledge.Prompt));
}
