using System.Runtime.InteropServices;

namespace VoiceGateway.Media.Beat;

/// <summary>POSIX's <c>struct pollfd</c>: a file descriptor, what is asked of it, and what came of it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal partial struct ReadyHandle
{
    public const short HasInput = 1;
    public const short HasRoom = 4;

    public int Handle;
    public short Asked;
    public short Found;

    /// <summary>Looks at all, and waits for none.</summary>
    /// <returns>How many have something.</returns>
    public static int Look(Span<ReadyHandle> handles)
    {
        int ready;
        do
        {
            ready = Poll(handles, (nuint)handles.Length, 0);
        }
        while (ready < 0 && Marshal.GetLastPInvokeError() == InterruptedCall);

        return ready >= 0 ? ready : throw new InvalidOperationException($"poll: error {Marshal.GetLastPInvokeError()}");
    }

    private const int InterruptedCall = 4;

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(Span<ReadyHandle> handles, nuint count, int milliseconds);
}
