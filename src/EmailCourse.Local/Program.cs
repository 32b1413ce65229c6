using EmailCourse.Local;
using EmailCourse.Local.Startup;

try
{
    await LocalHead.RunAsync(LocalFlags.Parse(args));
    return 0;
}
catch (FlagException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}
catch (StartException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
