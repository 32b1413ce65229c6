namespace EmailCourse.Local.Writing.Pages;

/// <summary>What the form of a text sends.</summary>
/// <param name="Words">The words to save.</param>
/// <param name="Fingerprint">That of the words its writer began with, or of those they have read and wish to replace.</param>
/// <param name="IsUndo">Whether the words before the last save are to come back instead.</param>
/// <param name="Mistake">Why it cannot be read; <see langword="null"/> if it could be.</param>
internal sealed record SaveForm(string Words, string Fingerprint, bool IsUndo, string? Mistake = null)
{
    /// <summary>Many times the longest lesson.</summary>
    private const int MaxBytes = 1024 * 1024;

    private static readonly SaveForm Broken = new(
        "",
        "",
        false,
        "The form came without the words it should bring, so nothing was saved. Copy your words, open this page again and paste "
            + "them."
    );

    private static readonly SaveForm TooLong = new(
        "",
        "",
        false,
        "That is more than one text can hold, one megabyte, so nothing was saved. Save a shorter text."
    );

    /// <summary>Whether somebody's words would be lost with it.</summary>
    public bool HasWords => Mistake is null && !IsUndo;

    /// <summary>What the page is to say afterwards, as its address names it.</summary>
    public string Said => IsUndo ? "undone" : "saved";

    public static string Answer(string? said) =>
        said switch
        {
            "saved" => "Saved.",
            "undone" => "Your words from before the last save are back.",
            _ => "",
        };

    public static async Task<SaveForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // A letter may take nine bytes in a form.
        if (!request.HasFormContentType || request.ContentLength is not { } length)
        {
            return Broken;
        }

        if (length > 9 * MaxBytes)
        {
            return TooLong;
        }

        try
        {
            var form = await request.ReadFormAsync(cancellationToken);
            var words = form["words"].ToString();
            var fingerprint = form.TryGetValue("keep", out var read) ? read : form["fingerprint"];
            return form["words"].Count != 1 || fingerprint.Count != 1 ? Broken
                : words.Length > MaxBytes ? TooLong
                : new(words, fingerprint.ToString(), form["act"] == "undo");
        }
        catch (InvalidDataException)
        {
            return TooLong;
        }
        catch (BadHttpRequestException)
        {
            return Broken;
        }
    }
}
