using CsCheck;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Xunit;

namespace EmailCourse.Tests.Delivery;

public sealed class MemberChunkTests
{
    private static readonly Gen<int> Sizes = Gen.Int[1, 1000];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(32, 1)]
    [InlineData(33, 2)]
    [InlineData(64, 2)]
    [InlineData(65, 3)]
    [InlineData(97, 3)]
    [InlineData(98, 4)]
    [InlineData(1000, 31)]
    public void A_batch_takes_as_few_transactions_as_azure_allows(int members, int transactions) =>
        Assert.Equal(transactions, MemberChunk.Divide(Dues(members)).Count);

    [Fact]
    public void Every_member_is_in_one_chunk_in_the_order_read() =>
        Sizes.Sample(size =>
        {
            var dues = Dues(size);
            return MemberChunk.Divide(dues).SelectMany(chunk => chunk).SequenceEqual(dues);
        });

    [Fact]
    public void No_transaction_has_more_than_a_hundred_operations() =>
        Sizes.Sample(
            size => TransactionsOf(size).Result.All(transaction => transaction.Count <= TableLimits.Operations),
            iter: 30
        );

    [Fact]
    public void The_first_transaction_marks_the_batch_accepted_unless_it_is_the_last_too() =>
        Sizes.Sample(
            size =>
            {
                var chunks = MemberChunk.Divide(Dues(size));
                return TransactionsOf(size).Result[0].Count == 3 * chunks[0].Count + 2;
            },
            iter: 30
        );

    // What BatchRecorder commits when nobody interferes.
    private static async Task<List<Transaction>> TransactionsOf(int size)
    {
        var dues = Dues(size);
        var batch = Batch.Create("b", dues, TestEngine.Start);
        var plan = new MailPlan([new LessonSlug("a"), new LessonSlug("b")]);
        var counter = await CounterRow.ReadAsync(new InMemoryTable(), batch.Shard, "stats~x", default);
        var chunks = MemberChunk.Divide(dues);
        var transactions = new List<Transaction>();
        for (var index = 0; index < chunks.Count; index++)
        {
            var state = index == 0 ? BatchState.Sending : BatchState.Accepted;
            transactions.Add(
                new MemberChunk(batch, plan, chunks[index], TestEngine.Start).ToTransaction(
                    batch with
                    {
                        State = state,
                    },
                    counter,
                    closes: index == chunks.Count - 1
                )
            );
        }

        return transactions;
    }

    private static List<DueRow> Dues(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(number => new DueRow(
                    People.Recipient(SubscriberId.Parse($"{number:x32}")),
                    Progress.None.Awaiting(new("a"), TestEngine.Start)
                )),
        ];
}
