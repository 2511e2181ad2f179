namespace SsNet.Cli.Tests;

/// <summary>Waits until a number of things happened to the files in a folder: made, written to, renamed.</summary>
internal sealed class FolderActivity : IDisposable
{
    private readonly FileSystemWatcher watcher;
    private readonly CountdownEvent remaining;

    public FolderActivity(string folder, int events)
    {
        remaining = new CountdownEvent(events);
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
        while (!remaining.Wait(TimeSpan.FromMilliseconds(20)))
        {
            if (isOver()) return;
        }
    }

    public void Dispose()
    {
        watcher.Dispose();
        remaining.Dispose();
    }

    private void Count()
    {
        // More may happen than was waited for.
        if (!remaining.IsSet) remaining.Signal();
    }
}
