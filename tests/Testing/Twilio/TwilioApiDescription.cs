using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Testing.Twilio;

/// <summary>
/// Twilio's published OpenAPI description of its REST interface (twilio/twilio-oai, MIT), read from ../shared/specs/twilio. Says what is
/// wrong with a request by it.
/// </summary>
public sealed class TwilioApiDescription
{
    private readonly JsonElement paths;

    private TwilioApiDescription(string file) => paths = JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.GetProperty("paths");

    /// <summary>Null where there is no ../shared beside this repository.</summary>
    public static TwilioApiDescription? Load()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "specs", "twilio", "twilio_api_v2010.json");
            if (File.Exists(file))
            {
                return new TwilioApiDescription(file);
            }
        }

        return null;
    }

    public IEnumerable<string> FaultsOf(string method, string path, IReadOnlyDictionary<string, string[]> query, IReadOnlyDictionary<string, string[]> form)
    {
        if (Find(path) is not (var operations, var parts))
        {
            return [$"{path} is no path of the interface"];
        }

        if (!operations.TryGetProperty(method.ToLowerInvariant(), out var operation))
        {
            return [$"{path} takes no {method}"];
        }

        var body = operation.TryGetProperty("requestBody", out var request)
            ? FormFaults(request.GetProperty("content").GetProperty("application/x-www-form-urlencoded").GetProperty("schema"), form)
            : form.Keys.Select(name => $"{name} is no field of it");
        return [.. PathFaults(operation, parts), .. QueryFaults(operation, query), .. body];
    }

    private (JsonElement Operations, Dictionary<string, string> Parts)? Find(string path)
    {
        foreach (var template in paths.EnumerateObject())
        {
            var pattern = "^" + Regex.Replace(Regex.Escape(template.Name), @"\\\{(\w+)}", "(?<$1>[^/]+)") + "$";
            if (Regex.Match(path, pattern) is { Success: true } match)
            {
                return (template.Value, match.Groups.Values.Skip(1).ToDictionary(part => part.Name, part => part.Value));
            }
        }

        return null;
    }

    private static IEnumerable<string> PathFaults(JsonElement operation, Dictionary<string, string> parts) =>
        from parameter in operation.GetProperty("parameters").EnumerateArray()
        where parameter.GetProperty("in").GetString() == "path"
        let name = parameter.GetProperty("name").GetString()!
        from fault in Faults(name, parts[name], parameter.GetProperty("schema"))
        select fault;

    private static IEnumerable<string> QueryFaults(JsonElement operation, IReadOnlyDictionary<string, string[]> query)
    {
        var known = operation.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query")
            .ToDictionary(parameter => parameter.GetProperty("name").GetString()!, parameter => parameter.GetProperty("schema"));
        return query.SelectMany(asked => known.TryGetValue(asked.Key, out var schema)
            ? asked.Value.SelectMany(value => Faults(asked.Key, value, schema))
            : [$"{asked.Key} cannot be asked for"]);
    }

    private static IEnumerable<string> FormFaults(JsonElement schema, IReadOnlyDictionary<string, string[]> form)
    {
        var properties = schema.GetProperty("properties");
        foreach (var name in schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(each => each.GetString()!) : [])
        {
            if (!form.ContainsKey(name))
            {
                yield return $"{name} is missing";
            }
        }

        foreach (var (name, values) in form)
        {
            if (!properties.TryGetProperty(name, out var property))
            {
                yield return $"{name} is no field of it";
                continue;
            }

            var isList = property.TryGetProperty("type", out var type) && type.GetString() == "array";
            if (!isList && values.Length > 1)
            {
                yield return $"{name} stands there {values.Length} times";
            }

            foreach (var fault in values.SelectMany(value => Faults(name, value, isList ? property.GetProperty("items") : property)))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> Faults(string name, string value, JsonElement schema)
    {
        if (schema.TryGetProperty("type", out var type) && !IsOfType(value, type.GetString()!))
        {
            yield return $"{name} is no {type}: {value}";
        }

        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.GetString() == value))
        {
            yield return $"{name} is none of {words}: {value}";
        }

        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value, pattern.GetString()!))
        {
            yield return $"{name} does not look like {pattern}: {value}";
        }

        if (schema.TryGetProperty("maxLength", out var most) && value.Length > most.GetInt32())
        {
            yield return $"{name} is longer than {most}";
        }

        if (schema.TryGetProperty("format", out var timed) && timed.GetString() == "date-time" && !DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _))
        {
            yield return $"{name} is no time: {value}";
        }

        if (schema.TryGetProperty("format", out var format) && format.GetString() == "uri" && !Uri.IsWellFormedUriString(value, UriKind.Absolute))
        {
            yield return $"{name} is no address: {value}";
        }
    }

    private static bool IsOfType(string value, string type) => type switch
    {
        "integer" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        "number" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        "boolean" => value is "true" or "false",
        _ => true,
    };
}
