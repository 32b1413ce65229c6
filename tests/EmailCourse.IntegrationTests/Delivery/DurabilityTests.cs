using System.Collections.Concurrent;
using System.Diagnostics;
using EmailCourse.IntegrationTests.Storage;
using EmailCourse.IntegrationTests.Story;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Delivery;

public sealed class DurabilityTests(ITestOutputHelper output) : DurabilityStory(output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_accepted_sign_up_and_every_recorded_lesson_survives_eight_kills(int seed)
    {
        await using var run = await LocalRun.OfThreeLessonsAsync();
        await SurviveAsync(run, seed, kills: 8);
    }
}

/// <summary>The same, with rows and queue in Azurite.</summary>
public sealed class DurabilityOnAzuriteTests(Emulator emulator, ITestOutputHelper output) : DurabilityStory(output)
{
    [Theory]
    [InlineData(4)]
    public async Task Every_accepted_sign_up_and_every_recorded_lesson_survives_four_kills(int seed)
    {
        await using var run = await LocalRun.OfThreeLessonsAsync(emulator.NextConnectionString());
        await SurviveAsync(run, seed, kills: 4);
    }
}

/// <summary>
/// The program is killed at moments that a seed chooses, while people sign up and confirm and lessons are sent. What it had
/// answered for is there when it starts again.
/// </summary>
public abstract class DurabilityStory(ITestOutputHelper output)
{
    private static readonly string[] Course = ["confirm", "not-too-much", "what-happened", "a-sliding-scale"];

    private protected async Task SurviveAsync(LocalRun run, int seed, int kills)
    {
        var random = new Random(seed);
        var people = new People(run);
        for (var kill = 1; kill <= kills; kill++)
        {
            // A batch whose call nobody remembers is sent again after 15 minutes.
            await run.Sandbox.AdvanceAsync("PT1H");
            await people.ConfirmAllAsync();
            var recorded = await RecordedAsync(run);

            var answers = random.Next(1, 50);
            var work = people.WorkAsync();
            await people.AnsweredAsync(answers);
            Spin(TimeSpan.FromMicroseconds(random.Next(20_000)));
            await run.KillAsync();
            await work;
            await run.StartAgainAsync();

            output.WriteLine($"Seed {seed}, kill {kill} after {answers} answers: {people.Accepted.Count} signed up.");
            await AllIsThereAsync(run, people, recorded);
        }

        await run.Sandbox.AdvanceAsync("PT1H");
        await people.ConfirmAllAsync();
        await run.Sandbox.AdvanceAsync("P4D");
        await EverybodyHasEverythingOnceAsync(run, people);
    }

    private static async Task AllIsThereAsync(LocalRun run, People people, Dictionary<string, string[]> recorded)
    {
        var now = await RecordedAsync(run);
        Assert.Empty(people.Accepted.Except(now.Keys));
        Assert.All(recorded, before => Assert.Equal(before.Value, now[before.Key].Take(before.Value.Length)));
    }

    // A lesson whose recording was lost would be sent once more.
    private static async Task EverybodyHasEverythingOnceAsync(LocalRun run, People people)
    {
        var mails = (await run.Sandbox.InboxAsync()).ToLookup(mail => mail.To, mail => mail.Mail);
        Assert.All(people.Accepted, email => Assert.Equal(Course, mails[email]));
        Assert.All(mails, each => Assert.Equal(each.Distinct(), each));
        var recorded = await RecordedAsync(run);
        Assert.All(people.Accepted, email => Assert.Equal(Course[1..], recorded[email]));
        Assert.Empty(await run.RowsAsync("batch"));
    }

    /// <summary>The lessons of every subscriber, by address.</summary>
    private static async Task<Dictionary<string, string[]>> RecordedAsync(LocalRun run) =>
        (await run.RowsAsync("subscriber"))
            .Select(SubscriberRow.Read)
            .OfType<Subscriber>()
            .ToDictionary(
                each => each.Recipient.Email.Value,
                each => each.Progress.Received.Select(lesson => lesson.Value).ToArray()
            );

    // Waits for nothing: it makes the moment of the kill another one.
    private static void Spin(TimeSpan time)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time; )
        {
            Thread.SpinWait(100);
        }
    }

    /// <summary>People who sign up and confirm until nobody answers any more.</summary>
    private sealed class People(LocalRun run)
    {
        private const int AtOnce = 4;

        private readonly ConcurrentQueue<Learner> _unconfirmed = new();
        private readonly ConcurrentDictionary<string, bool> _accepted = new();
        private readonly Lock _lock = new();
        private int _numbers;
        private int _answers;
        private int _expected;
        private TaskCompletionSource _reached = new();

        /// <summary>The addresses of those who got the answer that they are signed up.</summary>
        public ICollection<string> Accepted => _accepted.Keys;

        /// <summary>Signs up new people and moves time while lessons are due, until the program is gone.</summary>
        public Task WorkAsync()
        {
            lock (_lock)
            {
                (_answers, _expected, _reached) = (0, int.MaxValue, new TaskCompletionSource());
            }

            return Task.WhenAll([
                .. Enumerable.Range(0, AtOnce).Select(_ => WhileAnsweredAsync(SignUpAsync)),
                WhileAnsweredAsync(() => run.Sandbox.AdvanceAsync("PT5M")),
            ]);
        }

        /// <summary>Completes when so many requests have been answered since the work began.</summary>
        public Task AnsweredAsync(int count)
        {
            lock (_lock)
            {
                _expected = count;
                Count(0);
                return _reached.Task;
            }
        }

        /// <summary>Lets everybody press the button of the mail they have, whether or not they did before.</summary>
        public async Task ConfirmAllAsync()
        {
            for (var left = _unconfirmed.Count; left > 0 && _unconfirmed.TryDequeue(out var learner); left--)
            {
                await learner.ConfirmAsync();
            }
        }

        private async Task SignUpAsync()
        {
            var learner = run.Learner($"learner-{Interlocked.Increment(ref _numbers)}@example.org");
            await learner.SignUpAsync();
            _accepted[learner.Email] = true;
            _unconfirmed.Enqueue(learner);
        }

        private async Task WhileAnsweredAsync(Func<Task> request)
        {
            try
            {
                while (true)
                {
                    await request();
                    lock (_lock)
                    {
                        Count(1);
                    }
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // The program is gone.
            }
        }

        private void Count(int answered)
        {
            _answers += answered;
            if (_answers >= _expected)
            {
                _reached.TrySetResult();
            }
        }
    }
}
