namespace EmailCourse.Bench.Delivery;

/// <summary>A way to deliver what is due in a scene: makes ready what may be ready before, and returns the work.</summary>
internal delegate Task<Func<Task>> Prepare(DeliveryScene scene);

/// <summary>Those who deliver the same lessons, to be compared.</summary>
/// <param name="MostDue">
/// How many lessons it is given at most: what costs the same for each need not be waited for.
/// </param>
internal sealed record Contender(string Name, Prepare Prepare, int MostDue = int.MaxValue)
{
    public static Contender Ours { get; } =
        new("ours", scene => Task.FromResult<Func<Task>>(() => scene.Engine.DeliverAsync(scene.Scenario.Parallel)));

    public static Contender Floor { get; } = new("floor", FloorLoop.PrepareAsync);

    public static Contender Usual { get; } = new("usual", UsualDesign.PrepareAsync, MostDue: 250);
}
