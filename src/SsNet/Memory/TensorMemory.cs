namespace SsNet.Memory;

/// <summary>
/// Keeps the memory of large tensors on the CPU for the next tensors, instead of returning it to the system. libtorch takes every tensor's memory from the system anew, which hands it out page by
/// page, cleared: of a training step at full size that can be a third of the time. Kept memory never exceeds what tensors once used at the same time. Results are the same to the bit.
/// Linux on x64 alone; elsewhere nothing happens.
/// </summary>
public static class TensorMemory
{
    private static readonly Lock Exclusive = new();
    private static TensorAllocator? allocator;

    /// <summary>Whether memory is kept.</summary>
    public static bool IsKept { get; private set; }

    /// <summary>Bytes of large tensors (1 MiB and more) that are alive and were made while memory was kept.</summary>
    public static long UsedBytes => TensorAllocator.Blocks.UsedBytes;

    /// <summary>Bytes that wait for the next tensor.</summary>
    public static long KeptBytes => TensorAllocator.Blocks.KeptBytes;

    /// <summary>
    /// Keeps memory from now on, in the whole process. While it does, a tensor for which there is no memory ends the process with one line on the standard error stream and exit code 1, where libtorch alone
    /// would throw: an exception cannot pass from here through libtorch's code.
    /// </summary>
    /// <returns>Whether memory is kept; false where this system or this libtorch does not allow for it.</returns>
    public static bool Keep()
    {
        lock (Exclusive)
        {
            allocator ??= TensorAllocator.Create();
            allocator?.Install();
            return TensorAllocator.Blocks.Keeps = IsKept = allocator is not null;
        }
    }

    /// <summary>Keeps memory no longer: new tensors get theirs from the system, what waits goes back, and so does that of tensors that are alive when they are disposed.</summary>
    public static void DoNotKeep()
    {
        lock (Exclusive)
        {
            IsKept = false;
            allocator?.Uninstall();
            TensorAllocator.Blocks.Keeps = false;
        }
    }

    /// <summary>Returns to the system what waits for the next tensor, as after the last step of a training run.</summary>
    public static void Trim() => TensorAllocator.Blocks.Trim();
}
