using Dispatch.Alarms;

namespace Dispatch.Tests.Alarms;

/// <summary>Cries for help in the town of the tests.</summary>
internal static class Reports
{
    /// <summary>Calls herself.</summary>
    public static EmergencyReport Fallen { get; } = new()
    {
        Id = "c-1/fall",
        Region = "guilin",
        Source = "phone",
        Category = "fall",
        Phone = "07735550101",
        ElderId = "E1",
        Name = "王秀英",
        Address = "桂林市象山区安新南路16号3栋2单元501",
        Words = "我摔倒了起不来",
        ConversationId = "c-1",
        OnLine = true,
    };

    /// <summary>Presses the pendant: nobody is on a line.</summary>
    public static EmergencyReport Pendant { get; } = Fallen with
    {
        Id = "device/p1/n1",
        Source = "device",
        Category = "help",
        Words = "",
        ConversationId = null,
        OnLine = false,
    };

    public static EmergencyReport Neighbour { get; } = Fallen with
    {
        Id = "c-neighbour/fall",
        Phone = "19900001888",
        ElderId = null,
        Name = null,
        Address = null,
        Words = "隔壁的王秀英摔倒了，你们快来",
        ConversationId = "c-neighbour",
    };

    public static EmergencyReport OtherElder { get; } = Fallen with
    {
        Id = "c-2/fall",
        Phone = "07735550102",
        ElderId = "E2",
        Name = "李大山",
        Address = "桂林市象山区安新南路43号7栋3单元702",
        ConversationId = "c-2",
    };
}
