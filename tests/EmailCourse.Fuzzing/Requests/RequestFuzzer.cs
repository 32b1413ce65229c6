using EmailCourse.Fuzzing.Sites;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>A request as it goes over the wire.</summary>
/// <param name="Endpoint">Whom it is meant for, or was before it was mutated.</param>
/// <param name="Mutations">The kinds of mutations made.</param>
internal sealed record WireRequest(string Endpoint, IReadOnlyList<string> Mutations, byte[] Bytes);

/// <summary>Makes requests, good ones and mutated ones.</summary>
internal sealed class RequestFuzzer(FuzzedSite site)
{
    private const int MaxMutations = 4;

    private static readonly string[] Kinds =
    [
        "field",
        "field",
        "field",
        "query",
        "token",
        "token",
        "method",
        "path",
        "format",
        "charset",
        "syntax",
        "bytes",
        "content type",
        "header",
        "framing",
    ];

    private static readonly string[] WebhookKinds = [.. Kinds, "event", "event", "event", "signature", "signature"];

    private static readonly BodyFormat[] Formats =
    [
        BodyFormat.None,
        BodyFormat.UrlEncoded,
        BodyFormat.Multipart,
        BodyFormat.Json,
    ];

    private readonly DraftFactory _drafts = new(site);

    /// <summary>A request that may change something, as it should be.</summary>
    public WireRequest Good(Random random) => Write(_drafts.AnyPost(random), [], random);

    /// <summary>A request to any endpoint, mutated up to four times.</summary>
    public WireRequest Mutated(Random random)
    {
        var draft = _drafts.Any(random);
        var kinds = draft.Format == BodyFormat.Events ? WebhookKinds : Kinds;
        IReadOnlyList<string> mutations = [.. Enumerable.Range(0, random.Next(MaxMutations + 1)).Select(_ => random.Pick(kinds))];
        return Write(draft, mutations, random);
    }

    private WireRequest Write(RequestDraft draft, IReadOnlyList<string> mutations, Random random)
    {
        foreach (var mutation in mutations)
        {
            Mutate(draft, mutation, random);
        }

        var (body, contentType) = BodyWriter.Write(draft);
        foreach (var mutation in mutations)
        {
            body = mutation switch
            {
                "syntax" => BodyMutations.Syntax(body, draft.Format, random),
                "bytes" => BodyMutations.Bytes(body, random),
                _ => body,
            };
        }

        var head = Head(draft, body, contentType, mutations, random);
        var bytes = mutations.Contains("framing") ? Framing.Bad(head, body, random) : Framing.Good(head, body, random);
        return new(draft.Endpoint.Name, mutations, bytes);
    }

    private void Mutate(RequestDraft draft, string mutation, Random random)
    {
        switch (mutation)
        {
            case "field" when draft.Format == BodyFormat.Json && random.Chance(50):
                BodyMutations.JsonValue(draft, random);
                break;
            case "field":
                DraftMutations.Fields(draft, random);
                break;
            case "query":
                DraftMutations.Query(draft, random);
                break;
            case "token":
                DraftMutations.Token(draft, site, random);
                break;
            case "method":
                DraftMutations.Method(draft, random);
                break;
            case "path":
                DraftMutations.Path(draft, random);
                break;
            case "format":
                draft.Format = random.Pick(Formats);
                break;
            case "charset":
                draft.Charset = random.Pick(Charsets.All);
                break;
            case "event":
                DraftMutations.Events(draft, random);
                break;
        }
    }

    private static WireHead Head(
        RequestDraft draft,
        byte[] body,
        string? contentType,
        IReadOnlyList<string> mutations,
        Random random
    )
    {
        if (contentType is not null)
        {
            draft.Headers.Add(new("Content-Type", contentType));
        }

        if (draft.Endpoint.Name == "SendGridEvents")
        {
            draft.Headers.AddRange(
                mutations.Contains("signature") ? WebhookHeaders.Bad(body, random) : WebhookHeaders.Good(body)
            );
        }

        foreach (var mutation in mutations)
        {
            switch (mutation)
            {
                case "content type":
                    HeaderMutations.ContentType(draft.Headers, random);
                    break;
                case "header" when draft.Headers.Count > 0:
                    HeaderMutations.Any(draft.Headers, random);
                    break;
            }
        }

        var query =
            string.Join(
                '&',
                draft.Query.Select(field => $"{WireText.PercentEncode(field.Name)}={WireText.PercentEncode(field.Value)}")
            ) + draft.QueryTail;
        return new(draft.Method, query.Length == 0 ? draft.Path : $"{draft.Path}?{query}", draft.Headers);
    }
}
