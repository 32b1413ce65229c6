using System.Text.Json;
using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Mail.SendGrid;

public sealed class SendGridRequestFactoryTests : IDisposable
{
    private static readonly SubscriberId Ana = SubscriberId.Parse(new string('a', 32));
    private static readonly SubscriberId Bo = SubscriberId.Parse(new string('b', 32));

    private readonly FakeSendGrid _sendGrid = new();
    private readonly TestEngine _engine;

    public SendGridRequestFactoryTests() => _engine = _sendGrid.Engine();

    public void Dispose()
    {
        _engine.Dispose();
        _sendGrid.Dispose();
    }

    [Theory]
    [InlineData("confirm")]
    [InlineData("not-too-much")]
    public async Task Every_kind_of_tracking_is_switched_off(string mail)
    {
        var sent = await SendAsync(mail);

        Assert.Equal(
            """{"click_tracking":{"enable":false,"enable_text":false},"open_tracking":{"enable":false},"subscription_tracking":"""
                + """{"enable":false},"ganalytics":{"enable":false}}""",
            sent.GetProperty("tracking_settings").GetRawText()
        );
    }

    [Fact]
    public async Task A_request_holds_what_it_must_and_nothing_else() =>
        Assert.Equal(
            ["from", "subject", "personalizations", "content", "categories", "custom_args", "tracking_settings"],
            (await SendAsync("confirm")).EnumerateObject().Select(property => property.Name)
        );

    [Fact]
    public async Task The_text_part_stands_before_the_html_part() =>
        Assert.Equal(
            ["text/plain", "text/html"],
            (await SendAsync("confirm"))
                .GetProperty("content")
                .EnumerateArray()
                .Select(part => part.GetProperty("type").GetString())
        );

    [Theory]
    [InlineData("confirm", "hello@start.example.org")]
    [InlineData("not-too-much", "lessons@example.org")]
    public async Task Confirmations_come_from_another_address_than_lessons(string mail, string from) =>
        Assert.Equal(from, (await SendAsync(mail)).GetProperty("from").GetProperty("email").GetString());

    [Fact]
    public async Task Every_recipient_is_a_personalization_and_sees_nobody_else()
    {
        var people = (await SendAsync("not-too-much")).GetProperty("personalizations");

        Assert.Equal(
            [$"""[{Quoted("email", $"{Ana}@example.org")}]""", $"""[{Quoted("email", $"{Bo}@example.org")}]"""],
            people.EnumerateArray().Select(person => person.GetProperty("to").GetRawText())
        );
        Assert.All(
            people.EnumerateArray(),
            person =>
                Assert.Equal(
                    ["to", "headers", "substitutions", "custom_args"],
                    person.EnumerateObject().Select(property => property.Name)
                )
        );
    }

    [Fact]
    public async Task Custom_arguments_name_batch_mail_and_subscriber_by_id_only()
    {
        var sent = await SendAsync("not-too-much");

        Assert.Equal("""{"batch":"batch-1","mail":"not-too-much"}""", sent.GetProperty("custom_args").GetRawText());
        Assert.Equal(
            $"{{{Quoted("subscriber", Bo.ToString())[1..]}",
            sent.GetProperty("personalizations")[1].GetProperty("custom_args").GetRawText()
        );
    }

    [Fact]
    public async Task SendGrid_counts_each_mail_for_itself() =>
        Assert.Equal("""["not-too-much"]""", (await SendAsync("not-too-much")).GetProperty("categories").GetRawText());

    [Fact]
    public async Task A_letter_that_asks_to_stop_holds_the_link_that_does_it()
    {
        using var sendGrid = new FakeSendGrid();
        var course = _engine.Get<CourseContent>();
        var settings = course.Settings with { UnsubscribeAddress = "stop@example.org" };
        using var engine = sendGrid.Engine(services =>
            services.AddSingleton(
                new CourseContent(
                    settings,
                    course.Lessons,
                    course.Mails,
                    course.Pages,
                    course.Layout,
                    course.PracticeEnd,
                    course.RefusedAddresses
                )
            )
        );

        var sent = await SendAsync("not-too-much", sendGrid, engine);

        var header = sent.GetProperty("personalizations")[0].GetProperty("headers").GetProperty("List-Unsubscribe").GetString()!;
        var link = header[1..header.IndexOf('>', StringComparison.Ordinal)];
        Assert.Equal($"<{link}>, <mailto:stop@example.org?subject=Unsubscribe&body={Uri.EscapeDataString(link)}>", header);
    }

    [Fact]
    public async Task Each_recipient_has_headers_that_stop_the_mails_with_one_click()
    {
        var headers = (await SendAsync("not-too-much")).GetProperty("personalizations")[0].GetProperty("headers");

        Assert.Equal("<course.course.example.org>", headers.GetProperty("List-Id").GetString());
        Assert.Equal("List-Unsubscribe=One-Click", headers.GetProperty("List-Unsubscribe-Post").GetString());
        Assert.Equal("auto-generated", headers.GetProperty("Auto-Submitted").GetString());
        Assert.Equal("All", headers.GetProperty("X-Auto-Response-Suppress").GetString());
        var link = headers.GetProperty("List-Unsubscribe").GetString()!;
        Assert.StartsWith("<https://course.example.org/unsubscribe?t=", link, StringComparison.Ordinal);
        var verdict = _engine.Get<LinkTokenSigner>().Verify(link.Split('=')[1].TrimEnd('>'), LinkPurpose.Unsubscribe);
        Assert.Equal(Ana, Assert.IsType<LinkVerdict.Valid>(verdict).Id);
    }

    [Theory]
    [InlineData("confirm", "never-again")]
    [InlineData("reminder", "never-again")]
    [InlineData("confirm-address", "never-again")]
    [InlineData("already-subscribed", "unsubscribe")]
    public async Task One_click_means_never_again_before_anything_was_confirmed_and_afterwards_stop(string mail, string route)
    {
        var headers = (await SendAsync(mail)).GetProperty("personalizations")[0].GetProperty("headers");

        var link = headers.GetProperty("List-Unsubscribe").GetString()!;
        Assert.StartsWith($"<https://course.example.org/{route}?t=", link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_to_an_address_that_was_left_has_no_list_to_leave()
    {
        var headers = (await SendAsync("address-changed")).GetProperty("personalizations")[0].GetProperty("headers");

        Assert.DoesNotContain(
            headers.EnumerateObject(),
            header => header.Name.StartsWith("List-Unsub", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_lesson_substitutes_greeting_and_the_readers_own_links()
    {
        var substitutions = (await SendAsync("not-too-much")).GetProperty("personalizations")[0].GetProperty("substitutions");

        Assert.Equal(
            ["-greeting_line-", "-comma_name-", "-unsubscribe_link-", "-lesson_link-", "-manage_link-", "-answer_link-"],
            substitutions.EnumerateObject().Select(property => property.Name)
        );
        Assert.Equal("Hello O'Neill,", substitutions.GetProperty("-greeting_line-").GetString());
        Assert.StartsWith(
            "https://course.example.org/lesson/not-too-much?t=",
            substitutions.GetProperty("-lesson_link-").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_tag_in_a_mail_has_a_value_for_every_recipient()
    {
        foreach (
            var mail in TestEngine
                .Lessons.Select(lesson => lesson.Mail.Value)
                .Concat(["confirm", "reminder", "already-subscribed", "confirm-address", "address-changed"])
        )
        {
            using var fresh = new FakeSendGrid();
            using var engine = fresh.Engine();
            var sent = await SendAsync(mail, fresh, engine);
            var left = sent.GetProperty("content").GetRawText() + sent.GetProperty("subject").GetString();
            foreach (var tag in sent.GetProperty("personalizations")[0].GetProperty("substitutions").EnumerateObject())
            {
                left = left.Replace(tag.Name, "", StringComparison.Ordinal);
            }

            Assert.DoesNotMatch("-[a-z]+_[a-z]+-", left);
        }
    }

    [Theory]
    [InlineData("confirm", 7, "-confirm_link-", LinkPurpose.Confirm)]
    [InlineData("reminder", 6, "-confirm_link-", LinkPurpose.Confirm)]
    [InlineData("confirm-address", 7, "-move_link-", LinkPurpose.ConfirmAddress)]
    internal async Task A_button_works_until_seven_days_after_the_form(string mail, int days, string tag, LinkPurpose purpose)
    {
        var link = (await SendAsync(mail))
            .GetProperty("personalizations")[0]
            .GetProperty("substitutions")
            .GetProperty(tag)
            .GetString()!;

        _engine.Clock.Now = TestEngine.Start + Duration.FromDays(days) - Duration.FromSeconds(1);
        Assert.IsType<LinkVerdict.Valid>(_engine.Get<LinkTokenSigner>().Verify(link.Split('=')[1], purpose));
        _engine.Clock.Now += Duration.FromSeconds(1);
        Assert.IsType<LinkVerdict.Expired>(_engine.Get<LinkTokenSigner>().Verify(link.Split('=')[1], purpose));
    }

    private Task<JsonElement> SendAsync(string mail) => SendAsync(mail, _sendGrid, _engine);

    private static async Task<JsonElement> SendAsync(string mail, FakeSendGrid sendGrid, TestEngine engine)
    {
        Assert.True(FirstName.TryParse("O'Neill", out var name, out _));
        var dues = new[] { Ana, Bo }
            .Select(id => new DueRow(
                People.Recipient(id) with
                {
                    FirstName = name,
                },
                Progress.None.Awaiting(new MailKey(mail), TestEngine.Start)
            ))
            .ToList();
        await engine.Get<IMailSender>().SendAsync(new SendRequest("batch-1", new MailKey(mail), dues), TestToken.Current);
        return sendGrid.Sent;
    }

    private static string Quoted(string name, string value) => $$"""{"{{name}}":"{{value}}"}""";
}
