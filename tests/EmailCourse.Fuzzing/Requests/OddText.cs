namespace EmailCourse.Fuzzing.Requests;

/// <summary>Texts that programs stumble over.</summary>
internal static class OddText
{
    private static readonly string[] Characters =
    [
        "\0",
        "\n",
        "\u007f",
        "\ud800",
        "\udc00",
        "\ufffe",
        "\u202e",
        "\u0301",
        "\u00a0",
    ];

    private static readonly string[] Short =
    [
        "",
        " ",
        "\0",
        "\r\n",
        "\t\v\f\u007f\u0085",
        "\ud800",
        "a\udc00b",
        "\ufffe\uffff",
        "\u202eevil",
        "\u200b\u2028\u2029",
        "e\u0301\u0323",
        "👩‍👩‍👧‍👦",
        "Ⅷ８٨",
        "<script>alert(1)</script>",
        "{{ 7 * 7 }}",
        "-first_name-",
        "' OR '1'='1",
        "$(id)",
        "%s%n%d",
        "../../../../etc/passwd",
        "Bcc: x@example.org\r\nSubject: x",
        "null",
        "undefined",
        "NaN",
        "true",
        "on",
        "yes",
        "-1",
        "24",
        "8.0",
        "08",
        "+8",
        "1e2",
        "2147483648",
        "99999999999999999999999999",
        "0x8",
    ];

    private static readonly string[] Emails =
    [
        "a@b",
        "@",
        "a@",
        "@b.org",
        "a@b@c.org",
        "\"a b\"@example.org",
        "a@[127.0.0.1]",
        "a@xn--",
        "a@xn--bcher-kva.example",
        "a@bücher.example",
        "ä@example.org",
        "a@example.org.",
        "a@-.org",
        "a..b@example.org",
        "a@example.org,b@example.org",
        "Ana <ana@example.org>",
        "a(comment)@example.org",
        "a@example.org\0",
        "a\ufffe@example.org",
        "a@ex\u00adample.org",
        "a@ａ.org",
        "a@" + "b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.b.org",
    ];

    private static readonly string[] Zones =
    [
        "Europe/Berlin",
        "europe/berlin",
        "Europe/Berlin ",
        "Europe/Berlin\0",
        "America/Argentina/ComodRivadavia",
        "Pacific/Apia",
        "Etc/GMT+12",
        "UTC",
        "UTC+01",
        "GMT0",
        "Factory",
        "localtime",
        "posixrules",
        "W. Europe Standard Time",
    ];

    private static readonly Func<Random, string>[] Kinds =
    [
        random => random.Pick(Characters),
        random => random.Pick(Characters),
        random => random.Pick(Characters),
        random => random.Pick(Short),
        random => random.Pick(Short),
        random => random.Pick(Emails),
        random => random.Pick(Zones),
        random => new string(random.Pick(Short).FirstOrDefault('a'), random.Pick([40, 41, 254, 255, 1024, 1025, 17_000])),
        random => "o" + new string('\u0301', random.Pick([2, 160, 5000])),
        random => new string('a', random.Pick([64, 65, 250])) + "@example.org",
        random => string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => (char)random.Next(0x10000))),
        random => string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => (char)random.Next(0x80))),
        random => random.Pick(Short) + random.Pick(Short),
    ];

    public static string Pick(Random random) => random.Pick(Kinds)(random);

    /// <summary>Changes a text in one place, or replaces it.</summary>
    public static string Spoil(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(6) switch
        {
            0 => text[..at],
            1 => text.Insert(at, Pick(random)),
            2 => text + text,
            3 when at < text.Length => text.Remove(at, 1),
            4 => text.ToUpperInvariant(),
            _ => Pick(random),
        };
    }
}
