using EmailCourse.Course;

namespace EmailCourse.Local.Changes;

internal enum LessonChangeKind
{
    Added,
    Removed,

    /// <summary>Has changed places with lessons that are still there. Its words may have changed as well.</summary>
    Moved,

    /// <summary>Its author says that it is a lesson that was removed, under another name.</summary>
    Renamed,

    /// <summary>Says something else at its place.</summary>
    Reworded,
}

/// <summary>What happened to a lesson.</summary>
/// <param name="Slug">Its identity now, or the one it had if it was removed.</param>
/// <param name="Former">The identity it had; the same unless it was renamed.</param>
/// <param name="Title">Its title now, or the one it had.</param>
/// <param name="From">The place it had, from 1; <see langword="null"/> if it was added.</param>
/// <param name="To">The place it has, from 1; <see langword="null"/> if it was removed.</param>
internal sealed record LessonChange(LessonChangeKind Kind, LessonSlug Slug, LessonSlug Former, string Title, int? From, int? To);

/// <summary>A lesson that may be one that was removed, under another name.</summary>
internal sealed record RenameGuess(LessonSlug Former, LessonSlug Slug)
{
    /// <summary>Reads <c>kettle=teapot</c>; <see langword="null"/> if it does not name two lessons.</summary>
    public static RenameGuess? Parse(string text) =>
        text.Split('=') is [{ Length: > 0 } former, { Length: > 0 } slug] ? new(new(former), new(slug)) : null;

    public override string ToString() => $"{Former}={Slug}";
}
