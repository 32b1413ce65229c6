using Microsoft.Extensions.Options;

namespace EmailCourse.Web;

/// <summary>
/// Lets the answer to a form take the same time whatever is known of the address: until the end of a step of
/// <see cref="EmailCourseOptions.AnswerTime"/> since the work began, which is longer than the work takes.
/// </summary>
/// <remarks>
/// The timer is set before the work begins. One that is set afterwards, for what is left of the step, counts in whole
/// milliseconds, and what it rounds off tells how long the work took.
/// </remarks>
internal sealed class AnswerTime(TimeProvider time, IOptions<EmailCourseOptions> options)
{
    private readonly TimeSpan _step = options.Value.AnswerTime;

    /// <param name="steps">How many steps one is long, for work that takes longer than others.</param>
    public async Task<T> SpendAsync<T>(Func<Task<T>> work, int steps = 1)
    {
        var step = _step * steps;
        if (step == TimeSpan.Zero)
        {
            return await work();
        }

        using var ends = new PeriodicTimer(step, time);
        var began = time.GetTimestamp();
        var result = await work();
        if (time.GetElapsedTime(began) >= step)
        {
            // The end of an earlier step, which the timer has kept.
            await ends.WaitForNextTickAsync();
        }

        await ends.WaitForNextTickAsync();
        return result;
    }
}
