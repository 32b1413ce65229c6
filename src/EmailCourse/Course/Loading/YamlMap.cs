using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace EmailCourse.Course.Loading;

/// <summary>A value and the line it stands on.</summary>
internal readonly record struct YamlText(string Value, int Line);

/// <summary>A YAML mapping that knows which keys it was asked for, so that it can refuse all others.</summary>
internal sealed class YamlMap(string file, int offset, YamlMappingNode node, string name, Diagnostics diagnostics)
{
    private readonly List<string> _asked = [];

    private int Line => LineOf(node);

    /// <summary>Parses a document whose first line is line <paramref name="offset"/> + 1 of the file.</summary>
    public static YamlMap? Parse(string file, int offset, string text, Diagnostics diagnostics)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
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

        return null;
    }

    /// <summary>Required text; an empty one, and a problem, if it is missing.</summary>
    public YamlText Text(string key) => OptionalText(key) ?? Missing(key);

    /// <summary>Text that may be left out or empty.</summary>
    public YamlText? OptionalText(string key) =>
        Take(key) switch
        {
            null => null,
            YamlScalarNode scalar => string.IsNullOrWhiteSpace(scalar.Value) ? null : new(scalar.Value.Trim(), LineOf(scalar)),
            var other => Wrong(other, key, "must be text; put it in quotes"),
        };

    public YamlMap Map(string key)
    {
        var map = OptionalMap(key);
        if (map is null)
        {
            Missing(key);
        }

        return map ?? Muted(key);
    }

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
                return Muted(key);
        }
    }

    /// <summary>A required list of mappings with at least one entry.</summary>
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

    /// <summary>Required text of one or several lines, written as such or as a list.</summary>
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

    /// <summary>A required list of texts, each with its line; one text alone will do.</summary>
    public IReadOnlyList<YamlText> Texts(string key)
    {
        if (OptionalTexts(key) is { Count: > 0 } texts)
        {
            return texts;
        }

        Missing(key);
        return [];
    }

    /// <summary>The same, but it may be left out.</summary>
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

    /// <summary>Refuses every key that was never asked for: most are misspelt.</summary>
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

    public void Refuse(YamlText text, string message) => diagnostics.Add(file, text.Line, message);

    private YamlText Text(YamlScalarNode scalar) => new(scalar.Value!.Trim(), LineOf(scalar));

    private YamlNode? Take(string key)
    {
        _asked.Add(key);
        return node.Children.TryGetValue(key, out var value) ? value : null;
    }

    private YamlMap Inside(YamlMappingNode map, string key) => new(file, offset, map, Full(key), diagnostics);

    // Each key of a mapping that is not there would only repeat that the mapping itself is not.
    private YamlMap Muted(string key) => new(file, offset, [], Full(key), new Diagnostics());

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
