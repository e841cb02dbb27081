using Dispatch.Tests.Alarms;
using Testing;

namespace Dispatch.Tests.Offers;

public sealed class ClusterStory
{
    [Fact]
    public async Task The_whole_desk_works_on_a_redis_cluster()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var desk = await DeskUnderTest.StartAsync(cluster.Connection);

        await desk.AcceptAsync();
        await desk.BestVendor.GetsSms("打扫卫生").Replies("不接");
        await desk.NextVendor.GetsSms("打扫卫生").Replies("接");
        await desk.Elder.GetsSms("洁万家保洁上门");

        await desk.Desk.RaiseAlarmAsync(Reports.Fallen, TestContext.Current.CancellationToken);
        await desk.Operator.Rings("紧急报警").Presses('1');
        await desk.OtherOperator.GetsSms("接手");
    }
}
