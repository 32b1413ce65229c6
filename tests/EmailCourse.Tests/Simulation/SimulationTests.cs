using Xunit;

namespace EmailCourse.Tests.Simulation;

public sealed class SimulationTests
{
    private const int Seeds = 500;

    [Fact]
    public void Whatever_fails_nobody_loses_a_lesson_or_receives_one_twice()
    {
        var (report, failures) = Search.Run(from: 0, Seeds);

        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Assert.True(failures.Count == 0, Search.Describe(failures));
        Assert.Equal((0, 0), (report.Lost, report.DoubledWithEvents));
    }

    [Fact]
    public void The_simulated_world_is_as_rough_as_it_says()
    {
        var (report, _) = Search.Run(from: 0, count: 60);

        Assert.True(report.Faults > 1000 && report.Crashes > 100 && report.Mails > 1000, report.ToString());
    }

    [Fact]
    public void A_seed_replays_to_the_last_mail()
    {
        var (first, _) = World.Play(seed: 7);
        var (second, _) = World.Play(seed: 7);

        Assert.Equal(first.ToString(), second.ToString());
    }

    [Fact]
    public void Every_mutant_still_fits_the_engine()
    {
        foreach (
            var (mutant, file) in Mutants.All.SelectMany(mutant => mutant.Edits.Select(edit => (mutant, edit.File)).Distinct())
        )
        {
            var source = File.ReadAllText(Path.Combine(Repository.Folder("src"), "EmailCourse", file));
            Assert.NotEqual(source, MutantHunt.Mutate(source, mutant, file));
        }
    }

    [Fact]
    public void Every_mutant_is_in_the_documentation()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Folder("docs"), "simulation.md"));

        Assert.All(Mutants.All, mutant => Assert.Contains($"| {mutant.Name} | `{mutant.Edits[0].File}` |", page));
    }
}
