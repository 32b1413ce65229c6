using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Delivery;

/// <summary>Somebody has received the whole course, and then the author writes on.</summary>
public sealed class NewLessonPlannerTests : IDisposable
{
    private static readonly Instant Later = TestEngine.Start + Duration.FromDays(30);

    private readonly List<LessonSlug> _course = [.. TestEngine.Lessons.Take(2)];
    private readonly TestEngine _engine;

    public NewLessonPlannerTests() => _engine = new TestEngine(services => services.AddSingleton(new MailPlan(_course)));

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Whoever_had_completed_the_course_receives_the_new_lesson_at_their_next_hour_and_no_other()
    {
        await CompleteAsync();
        _course.Add(TestEngine.Lessons[2]);

        await _engine.AdvanceToAsync(Later + Duration.FromDays(3));

        Assert.Equal(["confirm", .. TestEngine.Lessons.Take(3).Select(lesson => lesson.Value)], _engine.MailsTo());
        var subscriber = await _engine.SubscriberAsync();
        Assert.Equal(
            (SubscriberState.Completed, Instant.FromUtc(2026, 4, 27, 6, 0)),
            (subscriber.State, subscriber.LastLessonAt)
        );
    }

    [Fact]
    public async Task A_new_lesson_in_the_middle_is_the_only_one_that_comes()
    {
        await CompleteAsync();
        _course.Insert(1, TestEngine.Lessons[2]);

        await _engine.AdvanceToAsync(Later + Duration.FromDays(3));

        Assert.Equal([TestEngine.Lessons[2].Value], _engine.MailsTo().Skip(3));
    }

    [Fact]
    public async Task Whoever_received_a_final_lesson_hears_nothing_again()
    {
        using var engine = new TestEngine(services => services.AddSingleton(new MailPlan(_course, TestEngine.Lessons[1])));
        await engine.BecomeActiveAsync();
        await engine.AdvanceToAsync(Later);
        _course.Insert(1, TestEngine.Lessons[2]);

        await engine.AdvanceToAsync(Later + Duration.FromDays(3));

        Assert.Equal(["confirm", .. TestEngine.Lessons.Take(2).Select(lesson => lesson.Value)], engine.MailsTo());
        Assert.Equal(SubscriberState.Completed, (await engine.SubscriberAsync()).State);
    }

    [Fact]
    public async Task Whoever_stopped_stays_stopped()
    {
        await CompleteAsync();
        await _engine.UnsubscribeAsync();
        _course.Add(TestEngine.Lessons[2]);

        await _engine.AdvanceToAsync(Later + Duration.FromDays(3));

        Assert.Equal(3, _engine.MailsTo().Count);
    }

    [Fact]
    public async Task The_answer_to_another_sign_up_comes_first_and_the_new_lesson_after_it()
    {
        await CompleteAsync();
        await _engine.SignUpAsync();
        _course.Add(TestEngine.Lessons[2]);

        await _engine.AdvanceToAsync(Later + Duration.FromDays(3));

        Assert.Equal(["already-subscribed", TestEngine.Lessons[2].Value], _engine.MailsTo().Skip(3));
    }

    [Fact]
    public async Task People_are_compared_with_a_course_once()
    {
        await CompleteAsync();
        var before = _engine.Snapshot();

        await _engine.RunAsync();

        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task What_a_process_with_another_course_wrote_meanwhile_is_seen_within_the_hour()
    {
        await _engine.RunAsync();
        var other = new TableEntity("0", NewLessonPlanner.RowKey) { ["Course"] = "another" };
        await new Transaction(ShardKey.Parse("0")).Put(other).CommitAsync(_engine.Table, TestToken.Current);

        await _engine.RunAsync();
        Assert.False(_engine.Table.Knows(_course));

        _engine.Clock.Now += Duration.FromHours(1);
        await _engine.RunAsync();
        Assert.True(_engine.Table.Knows(_course));
    }

    private async Task CompleteAsync()
    {
        await _engine.BecomeActiveAsync();
        await _engine.AdvanceToAsync(Later);
        Assert.Equal(SubscriberState.Completed, (await _engine.SubscriberAsync()).State);
    }
}
