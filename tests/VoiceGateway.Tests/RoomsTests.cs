using System.Reflection;

namespace VoiceGateway.Tests;

public sealed class RoomsTests
{
    private static readonly Assembly[] Inner = [typeof(DialogBot.Bot).Assembly, typeof(Dispatch.DispatchDesk).Assembly];

    [Fact]
    public void DialogBot_and_Dispatch_do_not_know_each_other_nor_the_gateway()
    {
        foreach (var room in Inner)
        {
            Assert.DoesNotContain(room.GetReferencedAssemblies(), known => known.Name is "DialogBot" or "Dispatch" or "VoiceGateway");
        }
    }

    [Fact]
    public void Neither_of_them_knows_HTTP()
    {
        foreach (var room in Inner)
        {
            Assert.DoesNotContain(room.GetReferencedAssemblies(), known => IsHttp(known.Name!));
        }
    }

    private static bool IsHttp(string assembly) =>
        assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
        || assembly.StartsWith("System.Net.Http", StringComparison.Ordinal)
        || assembly.StartsWith("System.Net.WebSockets", StringComparison.Ordinal)
        || assembly is "System.Net.HttpListener" or "System.Net.Requests" or "Microsoft.Extensions.Http";
}
