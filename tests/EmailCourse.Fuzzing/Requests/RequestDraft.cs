using EmailCourse.Links;
using EmailCourse.Web;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>A name and its value, in a query, a form or the head.</summary>
internal readonly record struct Field(string Name, string Value);

/// <summary>How fields are written into a body.</summary>
internal enum BodyFormat
{
    None,
    UrlEncoded,
    Multipart,
    Json,
    Events,
}

/// <summary>A request while it is made: what it says, and not yet the bytes that say it.</summary>
internal sealed class RequestDraft
{
    public required CourseEndpoint Endpoint { get; init; }

    public required string Method { get; set; }

    /// <summary>With a leading slash, encoded as it goes over the wire.</summary>
    public required string Path { get; set; }

    /// <summary>Whom it is about.</summary>
    public required string Email { get; init; }

    public List<Field> Query { get; } = [];

    /// <summary>What comes after the query as it is, without being encoded.</summary>
    public string QueryTail { get; set; } = "";

    public List<Field> Fields { get; } = [];

    public List<Field> Headers { get; } = [];

    public BodyFormat Format { get; set; }

    /// <summary>The character set that the body is written in and that its type names; empty for UTF-8 without a word.</summary>
    public string Charset { get; set; } = "";

    /// <summary>The events of a webhook call, each in JSON.</summary>
    public List<string> Events { get; } = [];

    /// <summary>What the endpoint's links are for; <see langword="null"/> if it has none.</summary>
    public LinkPurpose? Purpose =>
        Endpoint.Name switch
        {
            "ShowConfirm" or "Confirm" => LinkPurpose.Confirm,
            "ShowConfirmAddress" or "ConfirmAddress" => LinkPurpose.ConfirmAddress,
            "ShowUnsubscribe" or "Unsubscribe" => LinkPurpose.Unsubscribe,
            "ShowRefuse" or "Refuse" => LinkPurpose.Refuse,
            "ShowManage" or "Manage" or "ManageData" => LinkPurpose.Manage,
            "ShowAnswer" or "CountAnswer" => LinkPurpose.Answer,
            "Lesson" => LinkPurpose.Read,
            "ShowDeskEnter" or "DeskEnter" => LinkPurpose.DeskSignIn,
            _ => null,
        };
}
