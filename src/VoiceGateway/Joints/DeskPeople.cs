using DialogBot;
using DialogBot.Understanding;
using Dispatch;
using Dispatch.Alarms;

namespace VoiceGateway.Joints;

/// <summary>The bot wants people for a caller; the desk rings them.</summary>
internal sealed class DeskPeople(DispatchDesk desk, AlarmDesk alarms) : IPeople
{
    public Task FetchOperatorAsync(Handover handover, CancellationToken cancellation) =>
        desk.FetchOperatorAsync(InNeed(handover.ConversationId, handover.Caller, handover.Reason, handover.Summary, handover.Channel), cancellation);

    public Task RaiseAlarmAsync(AlarmReport report, CancellationToken cancellation) => desk.RaiseAlarmAsync(
        new EmergencyReport
        {
            // Another kind of danger is another report; the same one, heard again, is not.
            Id = $"{report.ConversationId}/{report.Danger.Category}",
            Region = report.Caller.Region,
            Source = report.Channel,
            Category = report.Danger.Category,
            Severity = report.Danger.Severity == Severity.Life ? "life" : "urgent",
            Phone = report.Caller.Phone,
            ElderId = report.Caller.ElderId,
            Name = report.Caller.Name,
            Address = report.Caller.Address,
            Words = report.Words,
            ConversationId = report.ConversationId,
            OnLine = report.Channel == IncomingCall.OnPhone,
        },
        cancellation);

    public Task SayAsync(string conversationId, string turnId, string words, CancellationToken cancellation) =>
        alarms.SayAsync(conversationId, turnId, words, cancellation);

    public Task StandDownAsync(string conversationId, string words, CancellationToken cancellation) =>
        desk.StandDownAsync(conversationId, words, cancellation);

    public Task CallerLeftAsync(string conversationId, string words, CancellationToken cancellation) =>
        desk.CallerLeftAsync(conversationId, words, cancellation);

    public Task LineLostAsync(string conversationId, CancellationToken cancellation) => alarms.LineLostAsync(conversationId, cancellation);

    private static CallerInNeed InNeed(string conversationId, Caller caller, string reason, string words, string channel) =>
        new(conversationId, caller.Region, caller.Phone, caller.ElderId, caller.Name, caller.Address, reason, words, channel);
}
