namespace EmailCourse.Local.Writing.Pages;

/// <summary>A text in a list, and what is to mend in it.</summary>
/// <param name="Title">Its title, or what it is called.</param>
/// <param name="Detail">Its subject or its figures; empty where it has none.</param>
internal sealed record ListedText(string File, string Href, string Title, string Detail, int Findings, bool IsBroken);

/// <summary>Something to mend, as the page of its text shows it.</summary>
/// <param name="Words">The line itself; empty where there is none.</param>
internal sealed record Note(int Line, string Words, string Message, string Fix, bool IsProblem);

/// <summary>Something for which the folder cannot be used.</summary>
/// <param name="Href">The page of its text; <see langword="null"/> if it is none the author writes.</param>
internal sealed record Problem(string Place, string? Href, string Message);

/// <summary>A mail as a locked telephone and an inbox show it, and its text part.</summary>
internal sealed record ShownMail(string From, string Subject, string Preheader, string Text);

/// <summary>The page of one text.</summary>
internal sealed record TextModel
{
    public required string Version { get; init; }
    public required string File { get; init; }
    public required string Href { get; init; }
    public required string Title { get; init; }
    public required string Words { get; init; }
    public required string Fingerprint { get; init; }
    public required IReadOnlyList<Problem> Problems { get; init; }
    public required IReadOnlyList<Note> Notes { get; init; }

    /// <summary>Whether the words of the course were checked, so that no note means that nothing was found.</summary>
    public required bool IsChecked { get; init; }

    public required TextView View { get; init; }
    public required IReadOnlyList<string> Views { get; init; }

    /// <summary>What a mail looks like; <see langword="null"/> for what is none, or cannot be shown yet.</summary>
    public ShownMail? Mail { get; init; }

    /// <summary>What the frame shows; <see langword="null"/> if there is nothing to show.</summary>
    public string? Frame { get; init; }

    public ListedText? Previous { get; init; }
    public ListedText? Next { get; init; }

    /// <summary>Whether the words before the last save are kept, and nothing else changed the file since.</summary>
    public bool HasFormer { get; init; }

    /// <summary>What became of the last press; empty where nothing was pressed.</summary>
    public string Said { get; init; } = "";

    /// <summary>Whether that was a refusal.</summary>
    public bool IsRefused { get; init; }

    /// <summary>What the file holds now, where that kept words from being saved.</summary>
    public string? Theirs { get; init; }

    /// <summary>Its fingerprint, by which the writer says that they have read it.</summary>
    public string? TheirFingerprint { get; init; }
}
