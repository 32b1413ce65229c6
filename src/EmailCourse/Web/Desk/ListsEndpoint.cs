using System.Security.Cryptography;
using System.Text;
using EmailCourse.Audit;
using EmailCourse.Lists;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web.Desk;

/// <summary>
/// Sends everybody as a file, and takes the people of a list into the course. What a list would do is shown first; the button
/// below takes the same text.
/// </summary>
internal sealed class ListsEndpoint(
    DeskGate gate,
    ListExporter exporter,
    ListRowParser parser,
    Import import,
    AuditLog audit,
    AuditedPageFactory pages
)
{
    /// <summary>The most a list may have here. A command takes longer ones.</summary>
    public const int MaxListBytes = 1024 * 1024;

    // Beside the list a form has its own fields, and a browser sends each line with two signs at its end.
    private const int MaxFormBytes = MaxListBytes + (256 * 1024);

    private const string Name = "The list";
    private const string ActField = "act";
    private const string TextField = "text";
    private const string FileField = "file";
    private const string LookedField = "looked";
    private const string ImportAct = "import";

    private static readonly string TooLarge =
        $"Lists of more than {MaxListBytes / 1024 / 1024} MB are for the command “import”, which says how far it is and can be "
        + "run again after a half. Nothing was read.";

    private static readonly string TooMany =
        $"There are more than {ListExporter.Most:N0} people. The command “export-all” writes them to a file.";

    public Task<IResult> ShowAsync(HttpContext context) =>
        gate.ShowAsync(context, visitor => AnswerAsync(new DeskListsPage(), visitor, StatusCodes.Status200OK, context));

    public Task<IResult> HandleAsync(HttpContext context) =>
        gate.TakeAsync(
            context,
            (visitor, form) =>
                ListFormat.Find(form.Last(ActField)) is { } format
                    ? ExportAsync(format, visitor, context)
                    : ImportAsync(form, visitor, context),
            MaxFormBytes,
            visitor => RefuseAsync(TooLarge, visitor, StatusCodes.Status413PayloadTooLarge, context)
        );

    private async Task<IResult> ExportAsync(ListFormat format, DeskVisitor visitor, HttpContext context)
    {
        if (await exporter.IsTooLongAsync(context.RequestAborted))
        {
            return await AnswerAsync(new() { ExportError = TooMany }, visitor, StatusCodes.Status409Conflict, context);
        }

        await audit.RecordAsync($"Took the list of everybody along {format.Words}", visitor.SignIn);
        return exporter.Send(format);
    }

    private async Task<IResult> ImportAsync(IFormCollection form, DeskVisitor visitor, HttpContext context)
    {
        var isSure = form.Last(ActField) == ImportAct;
        try
        {
            var text = await ReadAsync(form, context.RequestAborted);
            if (text.Length > MaxListBytes || Encoding.UTF8.GetByteCount(text) > MaxListBytes)
            {
                return await RefuseAsync(TooLarge, visitor, StatusCodes.Status413PayloadTooLarge, context);
            }

            // Who has changed the text since has not looked what it does.
            var isLookedAt = form.Last(LookedField) == HashOf(text);
            var report = await ImportAsync(text, isSure && isLookedAt, visitor, context.RequestAborted);
            var page = new DeskListsPage
            {
                Report = report,
                Text = text,
                Looked = HashOf(text),
                HasChanged = isSure && !isLookedAt,
            };
            return await AnswerAsync(page, visitor, StatusCodes.Status200OK, context);
        }
        catch (ListException refused)
        {
            return await RefuseAsync(refused.Message, visitor, StatusCodes.Status400BadRequest, context);
        }
    }

    private async Task<DeskImport> ImportAsync(string text, bool isSure, DeskVisitor visitor, CancellationToken cancellationToken)
    {
        using var list = Read(Encoding.UTF8.GetBytes(text));
        var report = new ImportReport();
        if (isSure)
        {
            await audit.RecordAsync("Took the people of a list into the course", visitor.SignIn);
        }

        var importer = new ListImporter(parser, isSure ? import.HandleAsync : import.PreviewAsync, report);
        return report.Create(await importer.RunAsync(list, cancellationToken), isSure, list.OtherColumns);
    }

    // A file, or what was pasted. With one sign at the end of each line, as it stays on its way through a browser.
    private static async Task<string> ReadAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        var text = form.Last(TextField);
        if (form.Files.GetFile(FileField) is { Length: > 0 } file)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, cancellationToken);
            // Another encoding shows in the bytes alone.
            using (Read(bytes.ToArray())) { }
            text = Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }

        return text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    private static ListReader Read(byte[] list) => new(new MemoryStream(list), Name);

    /// <summary>By which a form says which text was looked at.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private Task<IResult> RefuseAsync(string error, DeskVisitor visitor, int status, HttpContext context) =>
        AnswerAsync(new DeskListsPage { ImportError = error }, visitor, status, context);

    private Task<IResult> AnswerAsync(DeskListsPage page, DeskVisitor visitor, int status, HttpContext context) =>
        pages.CreateAsync(page, visitor, status, context.RequestAborted);
}
