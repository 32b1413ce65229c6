using EmailCourse.Storage;

namespace EmailCourse.Answers;

/// <summary>An answer to the question at the end of a lesson, whether it was useful.</summary>
internal sealed record LessonAnswer
{
    public static readonly LessonAnswer Yes = new("yes", CounterNames.AnsweredYes);
    public static readonly LessonAnswer ALittle = new("little", CounterNames.AnsweredALittle);
    public static readonly LessonAnswer NotToday = new("not-today", CounterNames.AnsweredNotToday);

    private LessonAnswer(string value, string counter) => (Value, Counter) = (value, counter);

    public static IReadOnlyList<LessonAnswer> All { get; } = [Yes, ALittle, NotToday];

    /// <summary>How links and forms say it.</summary>
    public string Value { get; }

    /// <summary>The counter that it increases.</summary>
    public string Counter { get; }

    /// <summary>Finds the answer that a link or form gives; <see langword="null"/> if it is none.</summary>
    public static LessonAnswer? Find(string value) => All.FirstOrDefault(answer => answer.Value == value);
}
