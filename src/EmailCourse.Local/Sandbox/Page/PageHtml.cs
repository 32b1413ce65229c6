using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace EmailCourse.Local.Sandbox.Page;

/// <summary>The HTML of a page, as a template in a file beside a class. It may include other files there.</summary>
internal sealed class PageHtml(Type beside, string name) : ITemplateLoader
{
    private readonly Template _template = Template.Parse(PageFiles.Text(beside, name));

    public string Render(object model)
    {
        var values = new ScriptObject();
        values.Import(model);
        var context = new TemplateContext { TemplateLoader = this };
        context.PushGlobal(values);
        return _template.Render(context);
    }

    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName;

    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        PageFiles.Text(beside, templatePath);

    public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        ValueTask.FromResult<string?>(Load(context, callerSpan, templatePath));
}
