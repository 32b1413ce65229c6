using EmailCourse.Local;
using EmailCourse.Local.Startup;

try
{
    return await LocalCommandLine.InvokeAsync(args, LocalHead.RunAsync);
}
catch (StartException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
