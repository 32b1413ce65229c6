using Microsoft.Extensions.Options;

namespace EmailCourse.Web;

/// <summary>
/// Lets the answer to a form take the same time whatever is known of the address: until the end of a step of
/// <see cref="EmailCourseOptions.AnswerTime"/> since the work began, which is longer than the work takes.
/// </summary>
internal sealed class AnswerTime(TimeProvider time, IOptions<EmailCourseOptions> options)
{
    private readonly TimeSpan _step = options.Value.AnswerTime;

    public async Task<T> SpendAsync<T>(Func<Task<T>> work)
    {
        var began = time.GetTimestamp();
        var result = await work();
        if (_step > TimeSpan.Zero)
        {
            var taken = time.GetElapsedTime(began);
            await Task.Delay((Math.Floor(taken / _step) + 1) * _step - taken, time);
        }

        return result;
    }
}
