namespace EmailCourse.Bench.Startup;

/// <summary>When a worker had come so far, in milliseconds since its process was started, by the host's clock.</summary>
/// <param name="Connected">It had opened its stream: the program runs, and whatever is checked at its start is.</param>
/// <param name="Initialized">It had said what it can do.</param>
/// <param name="Loaded">It had named its functions and loaded each.</param>
/// <param name="FirstPage">The last byte of its first page was here.</param>
/// <param name="Page">That page.</param>
internal sealed record WorkerStart(double Connected, double Initialized, double Loaded, double FirstPage, string Page);
