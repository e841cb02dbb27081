using System.Runtime.InteropServices;

namespace VoiceGateway.Speech;

/// <summary>Runs long work on a thread of its own, so that the thread pool is left to the calls.</summary>
internal static partial class OwnThread
{
    private const int ThisThread = 0;
    private const int PriorityOfProcess = 0;
    private const int Nice = 10;

    /// <param name="gentle">At low priority: on Linux niceness belongs to the thread, and threads started by it take it over.</param>
    public static Task RunAsync(string name, bool gentle, Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Start(name, gentle, () =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (OperationCanceledException stopped)
            {
                done.SetCanceled(stopped.CancellationToken);
            }
            catch (Exception failure)
            {
                done.SetException(failure);
            }
        });
        return done.Task;
    }

    public static Thread Start(string name, bool gentle, Action work)
    {
        var thread = new Thread(() =>
        {
            if (gentle && OperatingSystem.IsLinux())
            {
                _ = SetPriority(PriorityOfProcess, ThisThread, Nice);
            }

            work();
        })
        {
            IsBackground = true,
            Name = name,
        };
        thread.Start();
        return thread;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
