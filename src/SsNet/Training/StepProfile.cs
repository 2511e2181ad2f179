using TorchSharp;
using static TorchSharp.torch;

namespace SsNet.Training;

/// <summary>
/// Where the time of training goes: every moment of a step belongs to the innermost phase it is in, so that the phases add up to the step. The first step, which
/// allocates and warms up, is left out unless it is the only one. On a graphics card every change of phase waits until it has computed what it was given, which it otherwise does
/// while the program goes on: a measured step is slower there than others. Only one thread may use a profile.
/// </summary>
/// <param name="device">Where the network computes.</param>
/// <param name="time">Tells the time; the system's clock when omitted.</param>
public sealed class StepProfile(Device device, TimeProvider? time = null)
{
    /// <summary>The name of what belongs to no phase of a step.</summary>
    public const string Rest = "other";

    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly Sum first = new(), later = new(), between = new();
    private Sum? underWay;
    private string? phase;
    private long mark;

    /// <summary>How many steps are counted.</summary>
    public long Iterations => Counted.Steps;

    /// <summary>Whether the first step was the only one, and is counted although it warms up.</summary>
    public bool CountsWarmUp => first.Steps > 0 && later.Steps == 0;

    /// <summary>The mean time of a counted step; zero without one.</summary>
    public TimeSpan StepTime => Iterations == 0 ? TimeSpan.Zero : Counted.Time / Iterations;

    /// <summary>Voxels of all samples of a batch that the counted steps trained on, per second; 0 without a step.</summary>
    public double VoxelsPerSecond => Counted.Time == TimeSpan.Zero ? 0 : Counted.Voxels / Counted.Time.TotalSeconds;

    /// <summary>The phases of all counted steps in the order in which they first began; <see cref="Rest"/> is the last.</summary>
    public IEnumerable<PhaseTime> OfSteps => Counted.Phases.OrderBy(entry => entry.Name == Rest);

    /// <summary>The phases between steps, such as validation, in the order in which they first began.</summary>
    public IEnumerable<PhaseTime> BetweenSteps => between.Phases;

    private Sum Counted => later.Steps > 0 ? later : first;

    /// <summary>Begins a phase, of the step under way or between steps. What is around it pauses until the result is disposed.</summary>
    /// <param name="name">The phase, such as <c>forward</c>; a name that comes again is the same phase.</param>
    public IDisposable Phase(string name)
    {
        Charge();
        (underWay ?? between).Add(name, TimeSpan.Zero, calls: 1);
        var entered = new Entered(this, outer: phase);
        phase = name;
        return entered;
    }

    /// <summary>Begins a step.</summary>
    public void BeginStep()
    {
        Charge();
        underWay = new Sum();
    }

    /// <summary>Ends a step, which counts.</summary>
    /// <param name="voxels">Voxels of all samples of its batch together.</param>
    public void EndStep(long voxels)
    {
        Charge();
        (first.Steps == 0 ? first : later).AddStep(underWay!, voxels);
        underWay = null;
    }

    /// <summary>Forgets the step under way, if there is one, as when the run is stopped within it.</summary>
    public void DropStep() => underWay = null;

    /// <summary>Gives the time since the last change of phase to the phase that it was spent in.</summary>
    private void Charge()
    {
        if (device.type == DeviceType.CUDA) cuda.synchronize(device);
        long now = time.GetTimestamp();
        if ((phase ?? (underWay is null ? null : Rest)) is { } spentIn) (underWay ?? between).Add(spentIn, time.GetElapsedTime(mark, now), calls: 0);
        mark = now;
    }

    private sealed class Entered(StepProfile profile, string? outer) : IDisposable
    {
        public void Dispose()
        {
            profile.Charge();
            profile.phase = outer;
        }
    }

    private sealed class Sum
    {
        private readonly OrderedDictionary<string, (TimeSpan Time, long Calls)> phases = [];

        public long Steps { get; private set; }

        public long Voxels { get; private set; }

        public TimeSpan Time => phases.Values.Aggregate(TimeSpan.Zero, (sum, entry) => sum + entry.Time);

        public IEnumerable<PhaseTime> Phases => phases.Select(entry => new PhaseTime(entry.Key, entry.Value.Time, entry.Value.Calls));

        public void Add(string name, TimeSpan elapsed, long calls)
        {
            var (sum, before) = phases.GetValueOrDefault(name);
            phases[name] = (sum + elapsed, before + calls);
        }

        public void AddStep(Sum step, long voxels)
        {
            foreach (var entry in step.Phases) Add(entry.Name, entry.Time, entry.Calls);
            Steps++;
            Voxels += voxels;
        }
    }
}
