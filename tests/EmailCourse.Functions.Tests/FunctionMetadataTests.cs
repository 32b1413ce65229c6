using System.Text.Json.Nodes;
using EmailCourse.Web;
using Xunit;

namespace EmailCourse.Functions.Tests;

/// <summary>What the Functions SDK generates for the host, held to the engine's list of endpoints.</summary>
public sealed class FunctionMetadataTests
{
    // An empty route would mean the function's name.
    private const string Root = "{ignored:maxlength(0)?}";

    [Fact]
    public void Every_endpoint_is_one_function_and_nothing_else_is() =>
        Assert.Equal(
            CourseEndpoints
                .All.Select(endpoint =>
                    (endpoint.Name, string.Join(' ', endpoint.Methods), endpoint.Route.Length == 0 ? Root : endpoint.Route)
                )
                .Order(),
            HeadFunction
                .TriggeredBy("httpTrigger")
                .Select(function => (function.Name, Methods(function), (string)function.Trigger["route"]!))
                .Order()
        );

    [Fact]
    public void Anybody_may_call_them_for_the_engine_checks_tokens_and_signatures_itself() =>
        Assert.All(
            HeadFunction.TriggeredBy("httpTrigger"),
            function => Assert.Equal("Anonymous", (string?)function.Trigger["authLevel"])
        );

    [Fact]
    public void There_is_one_timer_and_its_schedule_is_a_setting()
    {
        var function = Assert.Single(HeadFunction.TriggeredBy("timerTrigger"));

        Assert.Equal(("SendDueLessons", "%DeliverySchedule%"), (function.Name, (string?)function.Trigger["schedule"]));
    }

    [Fact]
    public void There_is_one_queue_and_it_is_the_one_the_engine_writes_to()
    {
        var function = Assert.Single(HeadFunction.TriggeredBy("queueTrigger"));

        Assert.Equal(("DeliverShard", new StorageOptions().Queue), (function.Name, (string?)function.Trigger["queueName"]));
        Assert.Equal("AzureWebJobsStorage", (string?)function.Trigger["connection"]);
    }

    [Fact]
    public void Nothing_else_starts_a_function() =>
        Assert.Equal(
            ["httpTrigger", "queueTrigger", "timerTrigger"],
            HeadFunction.All.Select(function => (string?)function.Trigger["type"]).Distinct().Order()
        );

    [Fact]
    public void The_file_beside_the_head_says_the_same_as_the_worker() =>
        Assert.Equal(
            HeadFunction.All.Select(Describe).Order(),
            HeadFunction.ReadFile(Path.Combine(AppContext.BaseDirectory, "functions.metadata")).Select(Describe).Order()
        );

    private static string Methods(HeadFunction function) => string.Join(' ', function.Trigger["methods"]!.AsArray());

    private static string Describe(HeadFunction function) =>
        $"{function.Name} {function.EntryPoint} {string.Join(' ', function.Bindings.Select(Describe).Order())}";

    // Only the file has "properties" of a binding, and ours has none there.
    private static string Describe(JsonObject binding) =>
        string.Join(
            ' ',
            binding
                .Where(each => each is not { Key: "properties", Value: JsonObject { Count: 0 } })
                .Select(each => $"{each.Key}={each.Value?.ToJsonString()}")
                .Order()
        );
}
