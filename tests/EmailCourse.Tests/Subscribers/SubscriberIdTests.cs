using System.Security.Cryptography;
using CsCheck;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.Options;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class SubscriberIdTests
{
    private static readonly SubscriberIdFactory Ids = With(Enumerable.Range(0, 32).Select(number => (byte)number).ToArray());

    // From Python: hmac.new(bytes(range(32)), b"ana@example.org", "sha256").hexdigest()[:32]
    [Fact]
    public void An_id_is_the_keyed_hash_it_has_always_been() =>
        Assert.Equal("9dcbafb367292aa66d0b0daae223d323", Ids.Of(People.Address("ana@example.org")).ToString());

    [Theory]
    [InlineData("ana@xn--mnchen-3ya.de", "  Ana@München.DE ")]
    [InlineData("ana@xn--mnchen-3ya.de", "ANA@MU\u0308NCHEN.de")]
    [InlineData("ana@xn--mnchen-3ya.de", "ana@XN--MNCHEN-3YA.DE")]
    [InlineData("ana@example.org", "ana@example。org")]
    public void Every_spelling_of_an_address_has_the_same_id(string one, string other) =>
        Assert.Equal(Ids.Of(People.Address(one)), Ids.Of(People.Address(other)));

    [Fact]
    public void Two_addresses_have_two_ids() =>
        Assert.NotEqual(Ids.Of(People.Address("ana@example.org")), Ids.Of(People.Address("ann@example.org")));

    [Fact]
    public void Another_key_gives_another_id() =>
        Assert.NotEqual(Ids.Of(People.Address("ana@example.org")), With(new byte[32]).Of(People.Address("ana@example.org")));

    [Fact]
    public void An_id_shows_nothing_of_its_address()
    {
        var id = Ids.Of(People.Address("ana@example.org")).ToString();

        Assert.Matches("^[0-9a-f]{32}$", id);
        Assert.NotEqual(Convert.ToHexStringLower(SHA256.HashData("ana@example.org"u8))[..32], id);
    }

    [Fact]
    public void A_network_address_has_a_fingerprint_that_is_no_id()
    {
        var fingerprint = Ids.Fingerprint("ana@example.org");

        Assert.NotEqual(Ids.Of(People.Address("ana@example.org")).ToString(), fingerprint);
        Assert.DoesNotContain("ana", fingerprint, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_and_digits_say_the_same() =>
        Gen
            .Byte.Array[SubscriberId.Size]
            .Sample(bytes =>
            {
                var id = SubscriberId.FromBytes(bytes);
                return id.ToBytes().SequenceEqual(bytes)
                    && SubscriberId.Parse(id.ToString()) == id
                    && id.Shard.ToString() == id.ToString()[..1];
            });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcde")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("0123456789abcdef0123456789abcde/")]
    public void What_is_no_id_is_not_read_as_one(string? text)
    {
        Assert.False(SubscriberId.TryParse(text, out _));
        Assert.Throws<FormatException>(() => SubscriberId.Parse(text!));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    public void An_id_has_sixteen_bytes(int size) =>
        Assert.Throws<ArgumentException>(() => SubscriberId.FromBytes(new byte[size]));

    private static SubscriberIdFactory With(byte[] key) =>
        new(Options.Create(new EmailCourseOptions { IdKey = Convert.ToBase64String(key) }));
}
