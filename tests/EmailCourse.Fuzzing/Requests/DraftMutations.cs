using EmailCourse.Fuzzing.Sites;
using EmailCourse.Links;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Mutations of what a request says.</summary>
internal static class DraftMutations
{
    private static readonly string[] Methods =
    [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "PROPFIND",
        "post",
        "P\u00d6ST",
        "",
        "PO ST",
    ];

    private static readonly Field[] Surprises =
    [
        new("lift", "yes"),
        new("sure", "yes"),
        new("List-Unsubscribe", "One-Click"),
        new("act", "erase"),
        new("act", "stop"),
        new("start", "now"),
        new("done", "erase"),
        new("t", ""),
        new("__proto__", "1"),
        new("email[]", "a@example.org"),
        new("", ""),
    ];

    /// <summary>Drops, doubles, renames, spoils, swaps and adds fields of the form, or now and then of the query.</summary>
    public static void Fields(RequestDraft draft, Random random) =>
        Spoil(draft.Fields.Count > 0 && random.Chance(85) ? draft.Fields : draft.Query, random);

    public static void Query(RequestDraft draft, Random random)
    {
        if (random.Chance(30))
        {
            draft.QueryTail = random.Pick(BodyMutations.Escapes);
        }
        else
        {
            Spoil(draft.Query, random);
        }
    }

    public static void Method(RequestDraft draft, Random random) => draft.Method = random.Pick(Methods);

    public static void Path(RequestDraft draft, Random random)
    {
        var path = draft.Path;
        draft.Path = random.Next(12) switch
        {
            0 => path + "/",
            1 => "/" + path,
            2 => path.ToUpperInvariant(),
            3 => path.Replace("/", "/%2e%2e/", StringComparison.Ordinal),
            4 => path + "%00",
            5 => path + "%",
            6 => path + "%zz%c0%af",
            7 => path + new string('a', random.Pick([300, 7000, 9000])),
            8 => "/lesson/" + WireText.PercentEncode(OddText.Pick(random)),
            9 => "/assets/" + WireText.PercentEncode(OddText.Pick(random)),
            10 => path + ";x=1#fragment",
            _ => OddText.Spoil(path, random),
        };
    }

    /// <summary>Damages the token, or takes another one: of another purpose, person, time or key.</summary>
    public static void Token(RequestDraft draft, FuzzedSite site, Random random)
    {
        var purpose = draft.Purpose ?? LinkPurpose.Manage;
        var list = draft.Fields.Exists(field => field.Name == "t") ? draft.Fields : draft.Query;
        var at = list.FindIndex(field => field.Name == "t");
        var token = at < 0 ? site.Tokens.Make(purpose, draft.Email) : list[at].Value;
        var spoilt = random.Next(7) switch
        {
            0 => site.Tokens.Make(random.Pick(Enum.GetValues<LinkPurpose>()), draft.Email),
            1 => site.Tokens.Make(purpose, draft.Email, isExpired: true),
            2 => site.Tokens.Make(purpose, draft.Email, isStrangers: true),
            3 => site.Tokens.Make(purpose, random.Pick(Inhabitants.Emails)),
            _ => Damage(token, random),
        };
        if (at < 0)
        {
            list.Add(new("t", spoilt));
        }
        else
        {
            list[at] = new("t", spoilt);
        }
    }

    public static void Events(RequestDraft draft, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                draft.Events.Clear();
                break;
            case 1 when draft.Events.Count > 0:
                draft.Events.AddRange(Enumerable.Repeat(draft.Events[0], random.Pick([1, 1000])));
                break;
            case 2 when draft.Events.Count > 0:
                var at = random.Next(draft.Events.Count);
                draft.Events[at] = OddText.Spoil(draft.Events[at], random);
                break;
            default:
                draft.Events.Insert(random.Next(draft.Events.Count + 1), EventFactory.MakeOdd(random));
                break;
        }
    }

    private static string Damage(string token, Random random)
    {
        var at = random.Next(Math.Max(1, token.Length));
        return random.Next(8) switch
        {
            0 when token.Length > 0 => token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..],
            1 => token[..Math.Min(at, token.Length)],
            2 => token + random.Pick(["=", "==", "A", ".", " ", "\0", "%"]),
            3 => token.Replace('-', '+').Replace('_', '/'),
            4 => token.Replace(".", "", StringComparison.Ordinal),
            5 => string.Join('.', token.Split('.').Reverse()),
            6 => new string('A', random.Pick([43, 1024, 1025, 7000])) + ".AAAA",
            _ => OddText.Spoil(token, random),
        };
    }

    private static void Spoil(List<Field> fields, Random random)
    {
        if (fields.Count == 0)
        {
            fields.Add(random.Pick(Surprises));
            return;
        }

        var (at, other) = (random.Next(fields.Count), random.Next(fields.Count));
        var field = fields[at];
        switch (random.Next(9))
        {
            case 0:
                fields.RemoveAt(at);
                break;
            case 1:
                fields.Insert(other, field);
                break;
            case 2:
                fields[at] = field with { Name = OddText.Spoil(field.Name, random) };
                break;
            case 3:
                fields.Insert(other, random.Pick(Surprises));
                break;
            case 4:
                (fields[at], fields[other]) = (
                    field with
                    {
                        Value = fields[other].Value,
                    },
                    fields[other] with
                    {
                        Value = field.Value,
                    }
                );
                break;
            case 5:
                fields.AddRange(Enumerable.Repeat(field, random.Pick([2, 100, 1100])));
                break;
            default:
                fields[at] = field with { Value = OddText.Spoil(field.Value, random) };
                break;
        }
    }
}
