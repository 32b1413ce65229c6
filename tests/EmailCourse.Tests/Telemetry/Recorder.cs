using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using EmailCourse.Telemetry;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmailCourse.Tests.Telemetry;

/// <summary>Everything an engine tells about itself: log lines with their values and scopes, activities, measurements.</summary>
internal sealed class Recorder : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _logs = new();
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _measurements = new();
    private readonly ActivityListener _activityListener;
    private readonly MeterListener _meterListener = new();
    private readonly Activity _root = new Activity("test").Start();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();
    private IMeterFactory? _meters;

    public Recorder()
    {
        _activityListener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                // Other tests run at the same time.
                if (activity.TraceId == _root.TraceId)
                {
                    _activities.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_activityListener);
        _meterListener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CourseTelemetry.Name && ReferenceEquals(instrument.Meter.Scope, _meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meterListener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Measured(instrument, value, tags));
        _meterListener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured(instrument, value, tags));
    }

    public IReadOnlyCollection<string> Logs => _logs;

    public IReadOnlyCollection<Activity> Activities => _activities;

    /// <summary>What the course itself traced.</summary>
    public IEnumerable<Activity> Traces => _activities.Where(activity => activity.Source.Name == CourseTelemetry.Name);

    public IReadOnlyCollection<(string Instrument, double Value, string Tags)> Measurements => _measurements;

    /// <summary>Has the engine log everything it can say to this recorder.</summary>
    public void Listen(IServiceCollection services) =>
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this));

    /// <summary>Hears the measurements of this engine and no other.</summary>
    public void Hear(TestEngine engine)
    {
        _meters = engine.Get<IMeterFactory>();
        engine.Get<CourseMetrics>();
        _meterListener.Start();
    }

    public double Sum(string instrument, string tags = "") =>
        _measurements
            .Where(each => each.Instrument == instrument && each.Tags.Contains(tags, StringComparison.Ordinal))
            .Sum(each => each.Value);

    /// <summary>All of it as text.</summary>
    public IEnumerable<string> Everything() =>
        [.. _logs, .. _activities.Select(Text), .. _measurements.Select(each => $"{each.Instrument} {each.Tags}")];

    public ILogger CreateLogger(string categoryName) => new RecordingLogger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        _activityListener.Dispose();
        _meterListener.Dispose();
        _root.Stop();
    }

    private static string Text(Activity activity) =>
        string.Join(
            ' ',
            [
                activity.OperationName,
                activity.DisplayName,
                activity.StatusDescription,
                Values(activity.TagObjects),
                Values(activity.Baggage!),
                .. activity.Events.Select(each => $"{each.Name} {Values(each.Tags)}"),
            ]
        );

    private static string Values(IEnumerable<KeyValuePair<string, object?>> values) =>
        string.Join(' ', values.Select(each => $"{each.Key}={Convert.ToString(each.Value, CultureInfo.InvariantCulture)}"));

    private static string Values(IEnumerable<KeyValuePair<string, string?>> values) => string.Join(' ', values);

    private void Measured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measurements.Enqueue((instrument.Name, value, Values(tags.ToArray())));

    private sealed class RecordingLogger(Recorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => recorder._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> named ? Values(named) : $"{state}";
            var line = $"{logLevel} {category}: {formatter(state, exception)} {values} {exception}";
            recorder._scopes.ForEachScope(
                (scope, _) =>
                    line += scope is IEnumerable<KeyValuePair<string, object?>> inner ? $" {scope} {Values(inner)}" : $" {scope}",
                (object?)null
            );
            recorder._logs.Enqueue(line);
        }
    }
}
