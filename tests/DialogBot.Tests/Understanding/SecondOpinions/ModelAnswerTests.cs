using DialogBot.Understanding.SecondOpinions;

namespace DialogBot.Tests.Understanding.SecondOpinions;

public sealed class ModelAnswerTests
{
    private const string Right = """{"intent":"order.create","services":["appliance"],"date":null,"time":"15:00","part":null,"danger":null}""";

    [Theory]
    [InlineData(Right)]
    [InlineData($"```json\n{Right}\n```")]
    [InlineData($"好的，结果是：{Right}")]
    public void An_answer_of_the_schema_is_read_whatever_stands_around_it(string text)
    {
        var answer = ModelAnswer.Parse(text);
        Assert.Equal("order.create", answer?.Intent);
        Assert.Equal(["appliance"], answer!.Services);
        Assert.Equal("15:00", answer.Time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("抱歉，我不能回答这个问题。")]
    [InlineData("} {")]
    [InlineData("{\"intent\":\"order.create\"}")]
    [InlineData("{\"intent\":null,\"services\":[],\"date\":null,\"time\":null,\"part\":null,\"danger\":null}")]
    [InlineData("{\"intent\":\"order.create\",\"services\":\"appliance\",\"date\":null,\"time\":null,\"part\":null,\"danger\":null}")]
    [InlineData("{\"intent\":\"order.create\",\"services\":[null],\"date\":null,\"time\":null,\"part\":null,\"danger\":null}")]
    [InlineData("{\"intent\":\"order.create\",\"services\":[],\"date\":null,\"time\":null,\"part\":null,\"danger\":null,\"confirmed\":true}")]
    [InlineData("{\"intent\":\"a\",\"intent\":\"b\",\"services\":[],\"date\":null,\"time\":null,\"part\":null,\"danger\":null}")]
    [InlineData("[{\"intent\":\"order.create\"}]")]
    public void Anything_of_another_shape_is_no_answer(string text) => Assert.Null(ModelAnswer.Parse(text));
}
