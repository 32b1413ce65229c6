using EmailCourse.Local;
using EmailCourse.Local.Startup;

try
{
    return await LocalCommandLine.InvokeAsync(args, LocalHead.RunAsync, Console.Out, Console.Error);
}
catch (StartException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
