namespace EmailCourse.Local.Changes;

/// <summary>
/// What a change of a lesson means to the people who take the course. Each is counted in one of the first four numbers.
/// </summary>
/// <param name="InTurn">Have it ahead of them and receive it in its turn.</param>
/// <param name="OutOfTurn">Are past its place and receive it after what is already planned for them.</param>
/// <param name="HadIt">Have had it and do not get it again.</param>
/// <param name="Without">Have not had it and do not get it.</param>
/// <param name="Again">Of those who receive it: have had it under its former name.</param>
internal sealed record LessonCounts(int InTurn, int OutOfTurn, int HadIt, int Without, int Again);

/// <summary>What a changed course means to the people of a table.</summary>
/// <param name="People">Those who take the course: have confirmed, and have not stopped.</param>
/// <param name="Paused">Of these, those who paused, and receive what they would once they go on.</param>
/// <param name="NewNext">Of these, those whose very next lesson becomes another.</param>
/// <param name="GoOn">Of these, those who had finished and now go on.</param>
/// <param name="Unconfirmed">Those who have not confirmed yet. If they do, they receive all of it.</param>
/// <param name="Lessons">One for each change, in the same order.</param>
internal sealed record ChangeReport(
    int People,
    int Paused,
    int NewNext,
    int GoOn,
    int Unconfirmed,
    IReadOnlyList<LessonCounts> Lessons
);
