using CsCheck;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Links;

public sealed class LinkTokenSignerTests
{
    private static readonly string Old = "old:" + Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly string New = "new:" + Convert.ToBase64String([.. Enumerable.Repeat((byte)2, 32)]);
    private static readonly SubscriberId Id = SubscriberId.Parse("0123456789abcdef0123456789abcdef");

    private readonly TestClock _clock = new(TestEngine.Start);

    [Fact]
    public void A_token_says_whose_it_is() =>
        Gen.Select(Gen.Byte.Array[SubscriberId.Size], Gen.Enum<LinkPurpose>())
            .Sample(
                (bytes, purpose) =>
                {
                    var id = SubscriberId.FromBytes(bytes);
                    return With(Old).Verify(With(Old).Sign(purpose, id), purpose) is LinkVerdict.Valid valid && valid.Id == id;
                }
            );

    [Fact]
    public void A_token_carries_the_longest_name_and_zone()
    {
        Assert.True(FirstName.TryParse(string.Concat(Enumerable.Repeat("\u0915\u093C\u0951\u0952", 40)), out var name, out _));
        var details = new SignUpDetails(name, People.Schedule("America/Argentina/ComodRivadavia", 23));

        var verdict = With(Old).Verify(With(Old).Sign(LinkPurpose.Confirm, Id, content: details.ToBytes()), LinkPurpose.Confirm);

        Assert.Equal(details, SignUpDetails.FromBytes(Assert.IsType<LinkVerdict.Valid>(verdict).Content));
    }

    [Fact]
    public void A_token_for_one_purpose_is_good_for_no_other()
    {
        var tokens = With(Old);
        foreach (var purpose in Enum.GetValues<LinkPurpose>())
        {
            Assert.All(
                Enum.GetValues<LinkPurpose>().Where(other => other != purpose),
                other => Assert.IsType<LinkVerdict.Invalid>(tokens.Verify(tokens.Sign(purpose, Id), other))
            );
        }
    }

    [Fact]
    public void A_token_in_which_one_character_differs_is_refused()
    {
        var tokens = With(Old);
        var token = tokens.Sign(LinkPurpose.Confirm, Id, TestEngine.Start + Duration.FromDays(7));
        Gen.Select(Gen.Int[0, token.Length - 1], Gen.Char)
            .Sample(
                (position, other) =>
                    other == token[position]
                    || tokens.Verify(token[..position] + other + token[(position + 1)..], LinkPurpose.Confirm)
                        is LinkVerdict.Invalid,
                iter: 5_000
            );
    }

    // A last character carries bits that decoding ignores: every spelling but ours must be refused.
    [Fact]
    public void Every_position_of_a_token_counts()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=!~% \n/+";
        var tokens = With(Old);
        var token = tokens.Sign(LinkPurpose.Unsubscribe, Id);
        var accepted =
            from position in Enumerable.Range(0, token.Length)
            from character in Alphabet
            where character != token[position]
            where
                tokens.Verify(token[..position] + character + token[(position + 1)..], LinkPurpose.Unsubscribe)
                    is not LinkVerdict.Invalid
            select (position, character);

        Assert.Empty(accepted);
    }

    [Fact]
    public void A_truncated_token_is_refused_wherever_it_was_cut()
    {
        var tokens = With(Old);
        var token = tokens.Sign(LinkPurpose.Unsubscribe, Id);

        Assert.All(
            Enumerable.Range(0, token.Length),
            length => Assert.IsType<LinkVerdict.Invalid>(tokens.Verify(token[..length], LinkPurpose.Unsubscribe))
        );
    }

    [Fact]
    public void A_token_with_something_added_is_refused()
    {
        var tokens = With(Old);
        var token = tokens.Sign(LinkPurpose.Unsubscribe, Id);

        Assert.All(
            ["=", "==", ".", "A", " ", "\n", "." + token, new string('A', 10_000)],
            added =>
            {
                Assert.IsType<LinkVerdict.Invalid>(tokens.Verify(token + added, LinkPurpose.Unsubscribe));
                Assert.IsType<LinkVerdict.Invalid>(tokens.Verify(added + token, LinkPurpose.Unsubscribe));
            }
        );
    }

    [Fact]
    public void No_text_whatever_is_an_exception() =>
        Gen.OneOf(Gen.String, Gen.Char["AZaz09-_.=!"].Array[0, 80].Select(characters => new string(characters)))
            .Sample(text => With(Old).Verify(text, LinkPurpose.Confirm) is LinkVerdict.Invalid, iter: 5_000);

    [Fact]
    public void No_token_at_all_is_refused() => Assert.IsType<LinkVerdict.Invalid>(With(Old).Verify(null, LinkPurpose.Confirm));

    [Fact]
    public void A_token_is_good_to_the_last_second_before_it_expires()
    {
        var tokens = With(Old);
        var token = tokens.Sign(LinkPurpose.Confirm, Id, _clock.Now + Duration.FromDays(7));

        _clock.Now += Duration.FromDays(7) - Duration.FromSeconds(1);
        Assert.IsType<LinkVerdict.Valid>(tokens.Verify(token, LinkPurpose.Confirm));

        _clock.Now += Duration.FromSeconds(1);
        Assert.IsType<LinkVerdict.Expired>(tokens.Verify(token, LinkPurpose.Confirm));
    }

    [Fact]
    public void A_token_without_expiry_is_good_for_ever()
    {
        var tokens = With(Old);
        var token = tokens.Sign(LinkPurpose.Unsubscribe, Id);
        _clock.Now += Duration.FromDays(10_000);

        Assert.IsType<LinkVerdict.Valid>(tokens.Verify(token, LinkPurpose.Unsubscribe));
    }

    [Fact]
    public void While_keys_are_replaced_old_links_go_on_working()
    {
        var token = With(Old).Sign(LinkPurpose.Unsubscribe, Id);

        Assert.IsType<LinkVerdict.Valid>(With($"{New},{Old}").Verify(token, LinkPurpose.Unsubscribe));
    }

    [Fact]
    public void While_keys_are_replaced_the_first_one_signs()
    {
        var token = With($"{New},{Old}").Sign(LinkPurpose.Unsubscribe, Id);

        Assert.IsType<LinkVerdict.Valid>(With(New).Verify(token, LinkPurpose.Unsubscribe));
    }

    [Fact]
    public void Links_of_a_key_that_was_removed_no_longer_work()
    {
        var token = With(Old).Sign(LinkPurpose.Unsubscribe, Id);

        Assert.IsType<LinkVerdict.Invalid>(With(New).Verify(token, LinkPurpose.Unsubscribe));
    }

    [Fact]
    public void A_token_can_stand_in_an_address_as_it_is()
    {
        var token = With(Old).Sign(LinkPurpose.Confirm, Id, TestEngine.Start);

        Assert.Equal(token, Uri.EscapeDataString(token));
        Assert.DoesNotContain(Id.ToString(), token, StringComparison.Ordinal);
    }

    private LinkTokenSigner With(string keys) => new(Options.Create(new EmailCourseOptions { SigningKeys = keys }), _clock);
}
