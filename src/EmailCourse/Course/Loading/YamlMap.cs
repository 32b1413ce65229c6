using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EmailCourse.Course.Loading;

/// <summary>A text in a YAML file.</summary>
/// <param name="Value">The text, trimmed.</param>
/// <param name="Line">Its line in the file, from 1.</param>
internal readonly record struct YamlText(string Value, int Line);

/// <summary>
/// Reads a YAML mapping, and reports what is missing or of the wrong kind. Remembers the keys it was asked for, so that it can
/// report all others as unknown.
/// </summary>
/// <param name="file">The file as diagnostics show it.</param>
/// <param name="offset">The lines of the file above the YAML document.</param>
/// <param name="node">The mapping.</param>
/// <param name="name">The keys that lead to the mapping, joined by dots; empty at the top.</param>
/// <param name="diagnostics">Takes what is wrong.</param>
internal sealed class YamlMap(string file, int offset, YamlMappingNode node, string name, Diagnostics diagnostics)
{
    private readonly List<string> _asked = [];

    private int Line => LineOf(node);

    /// <summary>Parses a document, or returns null and reports why it cannot be read.</summary>
    /// <param name="file">The file as diagnostics show it.</param>
    /// <param name="offset">The lines of the file above the document.</param>
    /// <param name="text">The document.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static YamlMap? Parse(string file, int offset, string text, Diagnostics diagnostics)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }, ..])
            {
                return new(file, offset, root, "", diagnostics);
            }

            diagnostics.Add(file, offset + 1, "must hold 'key: value' lines");
        }
        catch (YamlException exception)
        {
            var line = offset + (int)exception.Start.Line;
            diagnostics.Add(file, line, $"is not valid YAML: {exception.Message} (does a value need quotes?)");
        }
        catch (Exception confusion) when (confusion is InvalidOperationException or ArgumentException)
        {
            // What YamlDotNet stumbles over itself. It does not say where, but how far it had come.
            var line = offset + (int)(parser.Current?.Start.Line ?? 1);
            diagnostics.Add(file, line, "is not valid YAML around here (is a bracket not closed, or a colon alone on its line?)");
        }

        return null;
    }

    /// <summary>Reads a required text. One that is missing is reported and read as empty.</summary>
    public YamlText Text(string key) => OptionalText(key) ?? Missing(key);

    /// <summary>Reads a text, or returns null if it is left out or empty.</summary>
    public YamlText? OptionalText(string key) =>
        Take(key) switch
        {
            null => null,
            YamlScalarNode scalar => string.IsNullOrWhiteSpace(scalar.Value) ? null : new(scalar.Value.Trim(), LineOf(scalar)),
            var other => Wrong(other, key, "must be text; put it in quotes"),
        };

    /// <summary>Reads a required mapping. One that is missing is reported and read as empty.</summary>
    public YamlMap Map(string key)
    {
        var map = OptionalMap(key);
        if (map is null)
        {
            Missing(key);
        }

        return map ?? Empty(key);
    }

    /// <summary>Reads a mapping, or returns null if it is left out or empty.</summary>
    public YamlMap? OptionalMap(string key)
    {
        switch (Take(key))
        {
            case null or YamlScalarNode { Value: null or "" }:
                return null;
            case YamlMappingNode map:
                return Inside(map, key);
            case var other:
                Wrong(other, key, "must hold keys of its own");
                return Empty(key);
        }
    }

    /// <summary>Reads a required list of mappings. One that is missing or empty is reported and read as empty.</summary>
    public IReadOnlyList<YamlMap> Maps(string key)
    {
        switch (Take(key))
        {
            case YamlSequenceNode { Children.Count: > 0 } list:
                foreach (var item in list.Where(item => item is not YamlMappingNode))
                {
                    Wrong(item, key, "must be a list of 'key: value' entries");
                }

                return [.. list.OfType<YamlMappingNode>().Select(item => Inside(item, key))];
            case null or YamlSequenceNode:
                Missing(key);
                return [];
            case var other:
                Wrong(other, key, "must be a list");
                return [];
        }
    }

    /// <summary>Reads required lines, written as a text or as a list.</summary>
    public IReadOnlyList<string> Lines(string key)
    {
        if (Take(key) is not YamlSequenceNode { Children.Count: > 0 } list)
        {
            return Text(key).Value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }

        foreach (var item in list.Where(item => item is not YamlScalarNode))
        {
            Wrong(item, key, "must be a list of lines");
        }

        return [.. list.OfType<YamlScalarNode>().Select(line => line.Value!.Trim())];
    }

    /// <summary>Reads a required list of texts, or one text alone.</summary>
    public IReadOnlyList<YamlText> Texts(string key)
    {
        if (OptionalTexts(key) is { Count: > 0 } texts)
        {
            return texts;
        }

        Missing(key);
        return [];
    }

    /// <summary>Reads a list of texts, or one text alone; empty if it is left out.</summary>
    public IReadOnlyList<YamlText> OptionalTexts(string key)
    {
        switch (Take(key))
        {
            case YamlSequenceNode list:
                foreach (var item in list.Where(item => item is not YamlScalarNode))
                {
                    Wrong(item, key, "must be a list of texts; put each in quotes");
                }

                return [.. list.OfType<YamlScalarNode>().Where(item => !string.IsNullOrWhiteSpace(item.Value)).Select(Text)];
            case YamlScalarNode scalar when !string.IsNullOrWhiteSpace(scalar.Value):
                return [Text(scalar)];
            case null or YamlScalarNode:
                return [];
            case var other:
                Wrong(other, key, "must be a list of texts");
                return [];
        }
    }

    /// <summary>Reports every key that was never asked for.</summary>
    public void RefuseUnknownKeys()
    {
        foreach (var key in node.Children.Keys.OfType<YamlScalarNode>().Where(key => !_asked.Contains(key.Value!)))
        {
            diagnostics.Add(
                file,
                LineOf(key),
                $"unknown key '{Full(key.Value!)}'. Known: {string.Join(", ", _asked.Distinct())}"
            );
        }
    }

    /// <summary>Reports a text as wrong.</summary>
    public void Refuse(YamlText text, string message) => diagnostics.Add(file, text.Line, message);

    private YamlText Text(YamlScalarNode scalar) => new(scalar.Value!.Trim(), LineOf(scalar));

    private YamlNode? Take(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(key, out var value) ? value : null;
    }

    private YamlMap Inside(YamlMappingNode map, string key) => new(file, offset, map, Full(key), diagnostics);

    // What is missing in a mapping that is itself missing is not worth reporting.
    private YamlMap Empty(string key) => new(file, offset, [], Full(key), new Diagnostics());

    private YamlText Missing(string key)
    {
        diagnostics.Add(file, Line, $"'{Full(key)}' is missing");
        return new("", Line);
    }

    private YamlText Wrong(YamlNode value, string key, string message)
    {
        diagnostics.Add(file, LineOf(value), $"'{Full(key)}' {message}");
        return new("", LineOf(value));
    }

    private string Full(string key) => name.Length == 0 ? key : $"{name}.{key}";

    private int LineOf(YamlNode value) => offset + (int)value.Start.Line;
}
