using EmailCourse.Tools;

return await ToolsCommandLine.RunAsync(args, Console.Out, Console.Error);
