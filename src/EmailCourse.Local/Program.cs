using EmailCourse.Local.Doctor;
using EmailCourse.Local.Lint;
using EmailCourse.Local.Preview;
using EmailCourse.Local.Startup;

try
{
    if (args is [DoctorFlags.Command, ..])
    {
        return await DoctorCommand.RunAsync(DoctorFlags.Parse(args[1..]));
    }

    if (args is [LintCommand.Name, ..])
    {
        return await LintCommand.RunAsync(args[1..], Console.Out, Console.Error);
    }

    if (args is [PreviewFlags.Command, ..])
    {
        return await PreviewCommand.RunAsync(PreviewFlags.Parse(args[1..]));
    }

    return await LocalCommandLine.InvokeAsync(args, LocalHead.RunAsync);
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
