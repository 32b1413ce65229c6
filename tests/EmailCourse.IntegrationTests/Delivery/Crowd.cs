using EmailCourse.Local.Startup;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using Microsoft.Extensions.Options;
using Xunit;

namespace EmailCourse.IntegrationTests.Delivery;

/// <summary>
/// People who sign up in the same minute and live in the same shard, so that their mails are one batch and one call.
/// </summary>
internal sealed class Crowd(LocalRun run, IReadOnlyList<string> emails)
{
    private static int _crowds;

    private int _calls;

    /// <summary>Their addresses, in the order in which they stand in the call.</summary>
    public IReadOnlyList<string> Emails => emails;

    public static Task<Crowd> SignUpAsync(LocalRun run, int size) => SignUpAsync(run, size, special: null, position: 0);

    /// <param name="special">How the address of one of them begins.</param>
    /// <param name="position">Where that one stands in the call, counted from 0.</param>
    public static async Task<Crowd> SignUpAsync(LocalRun run, int size, string? special, int position)
    {
        var crowd = new Crowd(run, AddressesOf(IdsOf(run), size, special, position))
        {
            _calls = (await run.Sandbox.CallsAsync()).Length,
        };
        await Parallel.ForEachAsync(
            crowd.Emails,
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
            async (email, _) => await run.Learner(email).SignUpAsync()
        );
        return crowd;
    }

    /// <summary>The calls of <c>mail/send</c> since they signed up.</summary>
    public async Task<MailSendCall[]> CallsAsync() => [.. (await run.Sandbox.CallsAsync()).Skip(_calls)];

    /// <summary>Who of them got mail, once for each mail.</summary>
    public async Task<string[]> ReachedAsync()
    {
        var ours = emails.ToHashSet();
        return [.. (await run.Sandbox.InboxAsync()).Select(mail => mail.To).Where(ours.Contains)];
    }

    /// <summary>Each of them got the one mail, and nobody two.</summary>
    public async Task AllReachedOnceAsync() => Assert.Equal(emails.Order(), (await ReachedAsync()).Order());

    private static SubscriberIdFactory IdsOf(LocalRun run)
    {
        var keys = LocalJson.ReadFile<LocalKeys>(Path.Combine(run.Folder.Path, "keys.json"))!;
        return new SubscriberIdFactory(Options.Create(new EmailCourseOptions { IdKey = keys.IdKey }));
    }

    // Due rows of one minute and mail lie in the order of the ids, and so do the recipients of the call.
    private static string[] AddressesOf(SubscriberIdFactory ids, int size, string? special, int position)
    {
        var number = Interlocked.Increment(ref _crowds);
        var shard = ShardKey.All[number % ShardKey.All.Count];
        var plain = Candidates($"crowd-{number}");
        if (special is null)
        {
            return [.. plain.Take(size).Select(each => each.Email)];
        }

        // Its id lies in the middle half of the shard's, so that people before and after it are soon found.
        var placed = Candidates($"{special}-{number}").First(each => each.Id[1] is >= '4' and <= 'b');
        var before = plain.Where(each => string.CompareOrdinal(each.Id, placed.Id) < 0).Take(position);
        var after = plain.Where(each => string.CompareOrdinal(each.Id, placed.Id) > 0).Take(size - 1 - position);
        return
        [
            .. before.Append(placed).Concat(after).OrderBy(each => each.Id, StringComparer.Ordinal).Select(each => each.Email),
        ];

        IEnumerable<(string Id, string Email)> Candidates(string name) =>
            Enumerable
                .Range(1, int.MaxValue)
                .Select(each => $"{name}-{each}@example.org")
                .Select(email => (Id: ids.Of(EmailAddress.Stored(email)), Email: email))
                .Where(each => each.Id.Shard == shard)
                .Select(each => ($"{each.Id}", each.Email));
    }
}
