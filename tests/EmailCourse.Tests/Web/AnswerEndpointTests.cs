using EmailCourse.Answers;
using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.Reports;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class AnswerEndpointTests : IDisposable
{
    private static readonly LessonSlug Lesson = TestEngine.Lessons[2];

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void The_link_of_a_mail_carries_a_random_number_and_the_lesson_and_nobody()
    {
        var (one, other) = (Verified(Token(_engine)), Verified(Token(_engine)));

        Assert.Equal(SubscriberId.Nobody, one.Id);
        Assert.Equal(new string('0', 32), one.Id.ToString());
        Assert.Equal(Lesson, AnswerTicket.Read(one.Content)!.Value.Lesson);
        Assert.Equal(16 + Lesson.Value.Length, one.Content.Length);
        Assert.NotEqual(AnswerTicket.Read(one.Content)!.Value.Number, AnswerTicket.Read(other.Content)!.Value.Number);
    }

    [Theory]
    [InlineData("yes", "You chose <strong>Yes</strong>")]
    [InlineData("little", "You chose <strong>A little</strong>")]
    [InlineData("not-today", "You chose <strong>Not today</strong>")]
    public async Task A_link_opens_a_page_with_its_answer_and_changes_nothing(string answer, string shown)
    {
        var before = _engine.Snapshot();

        var page = await OpenAsync(_engine, Token(_engine), answer);

        Assert.Equal(200, page.Response.StatusCode);
        Assert.Contains(shown, page.Text(), StringComparison.Ordinal);
        Assert.Equal(before, _engine.Snapshot());
    }

    [Theory]
    [InlineData("yes", 1, 0, 0)]
    [InlineData("little", 0, 1, 0)]
    [InlineData("not-today", 0, 0, 1)]
    public async Task The_button_counts_the_answer_once_and_then_says_that_it_has_it(
        string answer,
        int yes,
        int little,
        int notToday
    )
    {
        var token = Token(_engine);

        var first = await PressAsync(_engine, token, answer);
        var second = await PressAsync(_engine, token, "yes");

        Assert.Contains("Thank you", first.Text(), StringComparison.Ordinal);
        Assert.Contains("We have your answer", second.Text(), StringComparison.Ordinal);
        Assert.Equal((200, 200), (first.Response.StatusCode, second.Response.StatusCode));
        Assert.Equal(new AnswerNumbers(yes, little, notToday), await CountedAsync(Lesson));
    }

    [Fact]
    public async Task A_lesson_that_has_left_the_course_still_counts()
    {
        var gone = new LessonSlug("long-gone");

        await PressAsync(_engine, Sign(new(new string('b', 32), gone)), "yes");

        Assert.Equal(new AnswerNumbers(1, 0, 0), await CountedAsync(gone));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Yes")]
    [InlineData("no")]
    public async Task What_is_no_answer_is_not_counted(string answer)
    {
        var before = _engine.Snapshot();

        Assert.Equal(400, (await PressAsync(_engine, Token(_engine), answer)).Response.StatusCode);
        Assert.Equal(400, (await OpenAsync(_engine, Token(_engine), answer)).Response.StatusCode);

        Assert.Equal(before, _engine.Snapshot());
    }

    [Theory]
    [InlineData(LinkPurpose.Manage)]
    [InlineData(LinkPurpose.Read)]
    [InlineData(LinkPurpose.Unsubscribe)]
    internal async Task No_link_that_names_somebody_is_taken_for_an_answer(LinkPurpose purpose) =>
        Assert.Equal(400, (await PressAsync(_engine, _engine.TokenFor(purpose), "yes")).Response.StatusCode);

    [Fact]
    public async Task A_link_counts_for_thirty_days_and_says_kindly_when_they_are_over()
    {
        var token = Token(_engine);
        _engine.Clock.Now = Instant.FromUtc(2026, 4, 26, 23, 59, 59);
        Assert.Equal(200, (await OpenAsync(_engine, token, "yes")).Response.StatusCode);

        _engine.Clock.Now += Duration.FromSeconds(1);
        var before = _engine.Snapshot();
        var page = await PressAsync(_engine, token, "yes");

        Assert.Equal(410, page.Response.StatusCode);
        Assert.Contains("Answers are counted for thirty days", page.Text(), StringComparison.Ordinal);
        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task A_course_that_does_not_ask_has_no_link_and_takes_no_answer_of_older_mails()
    {
        using var engine = Silent();
        var token = Token(_engine);

        Assert.Null(engine.Get<AnswerLinkFactory>().Create(Lesson));
        var mail = engine.Get<MailComposer>().Compose(Lesson.Mail);
        Assert.DoesNotContain("useful?", mail.Html + mail.Text, StringComparison.Ordinal);
        foreach (var page in new[] { await OpenAsync(engine, token, "yes"), await PressAsync(engine, token, "yes") })
        {
            Assert.Equal(410, page.Response.StatusCode);
            Assert.Contains("We do not ask this any more", page.Text(), StringComparison.Ordinal);
        }

        Assert.Empty(engine.Snapshot());
    }

    [Theory]
    [InlineData("not-too-much", true)]
    [InlineData("not-too-much.again", true)]
    [InlineData("already-subscribed", false)]
    [InlineData("confirm", false)]
    [InlineData("address-changed", false)]
    public void Lessons_ask_and_no_other_mail_does(string mail, bool asks)
    {
        var composed = _engine.Get<MailComposer>().Compose(new MailKey(mail));

        Assert.All(
            [composed.Html.Replace("&amp;", "&", StringComparison.Ordinal), composed.Text],
            part =>
                Assert.All(
                    LessonAnswer.All,
                    answer => Assert.Equal(asks, part.Contains($"-answer_link-&a={answer.Value}", StringComparison.Ordinal))
                )
        );
    }

    private static TestEngine Silent() =>
        new(services =>
        {
            using var engine = new TestEngine();
            var course = engine.Get<CourseContent>();
            services.AddSingleton(
                new CourseContent(
                    course.Settings with
                    {
                        AsksIfUseful = false,
                    },
                    course.Lessons,
                    course.Mails,
                    course.Pages,
                    course.Layout,
                    course.PracticeEnd,
                    course.RefusedAddresses
                )
            );
        });

    private static string Token(TestEngine engine) => engine.Get<AnswerLinkFactory>().Create(Lesson)!.Split("?t=")[1];

    private string Sign(AnswerTicket ticket) =>
        _engine.Get<LinkTokenSigner>().Sign(LinkPurpose.Answer, SubscriberId.Nobody, content: ticket.ToBytes());

    private LinkVerdict.Valid Verified(string token) =>
        Assert.IsType<LinkVerdict.Valid>(_engine.Get<LinkTokenSigner>().Verify(token, LinkPurpose.Answer));

    private static Task<DefaultHttpContext> OpenAsync(TestEngine engine, string token, string answer) =>
        engine.CallAsync("ShowAnswer", context => context.Request.QueryString = QueryString.Create("t", token).Add("a", answer));

    private static Task<DefaultHttpContext> PressAsync(TestEngine engine, string token, string answer) =>
        engine.PostFormAsync("CountAnswer", ("t", token), ("a", answer));

    private async Task<AnswerNumbers> CountedAsync(LessonSlug lesson) =>
        (await _engine.Get<CourseReportReader>().ReadAsync(TestToken.Current))
            .Mails.Single(mail => mail.Mail == lesson.Value)
            .Answers;
}
