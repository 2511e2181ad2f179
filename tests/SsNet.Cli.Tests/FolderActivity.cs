namespace SsNet.Cli.Tests;

/// <summary>Waits until a number of things happened to the files in a folder: made, written to, renamed.</summary>
internal sealed class FolderActivity : IDisposable
{
    private readonly FileSystemWatcher watcher;
    private int remaining;

    public FolderActivity(string folder, int events)
    {
        remaining = events;
        watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        watcher.Created += (_, _) => Count();
        watcher.Changed += (_, _) => Count();
        watcher.Renamed += (_, _) => Count();
        watcher.EnableRaisingEvents = true;
    }

    /// <summary>Returns when all happened, or when it is sure that no more will.</summary>
    /// <param name="isOver">Whether what causes them has ended.</param>
    public void Wait(Func<bool> isOver)
    {
        while (Volatile.Read(ref remaining) > 0 && !isOver()) Thread.Sleep(1);
    }

    public void Dispose() => watcher.Dispose();

    private void Count() => Interlocked.Decrement(ref remaining);
}
