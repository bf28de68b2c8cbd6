using System.Globalization;
using System.Text.Json;

namespace MlSecPol.Engine.Reports.CycloneDx;

/// <summary>Bills of materials as CycloneDX 1.6 JSON. The same models give the same bytes but for the time.</summary>
public static class CycloneDxWriter
{
    private const string Prefix = "mlsecpol:";
    private const string Ethics = "ethicalConsiderations";

    private static readonly string[] Considerations = ["users", "useCases", "technicalLimitations"];

    // What the document has places for; anything else that is said becomes a property.
    private static readonly string[] Placed =
        ["license", "license_name", "license_link", "pipeline_tag", "model_type", "architectures", "datasets", "tags", "metrics", "base_model", "users", "useCases", "technicalLimitations", "ethicalConsiderations"];

    /// <summary>Writes the document.</summary>
    public static void Write(BomDocument bom, Stream output)
    {
        using var content = new MemoryStream();
        using (var plain = new Utf8JsonWriter(content, JsonReport.Options)) WriteContent(plain, bom, true);
        using var json = new Utf8JsonWriter(output, JsonReport.Options);
        json.WriteStartObject();
        json.WriteString("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", "1.6");
        json.WriteString("serialNumber", $"urn:uuid:{NameBasedUuid.Of(content.GetBuffer().AsSpan(0, (int)content.Length))}");
        json.WriteNumber("version", 1);
        json.WriteStartObject("metadata");
        json.WriteString("timestamp", bom.CreatedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteStartObject("tools");
        json.WriteStartArray("components");
        json.WriteStartObject();
        json.WriteString("type", "application");
        json.WriteString("name", "MlSecPol");
        json.WriteString("version", JsonReport.ToolVersion);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        WriteContent(json, bom, false);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteContent(Utf8JsonWriter json, BomDocument bom, bool alone)
    {
        if (alone) json.WriteStartObject();
        var models = bom.Models.OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Sha256, StringComparer.Ordinal).ToArray();
        var references = References(models);
        var datasets = models.SelectMany(m => Of(m, "datasets")).DistinctBy(s => s.Value, StringComparer.Ordinal).OrderBy(s => s.Value, StringComparer.Ordinal).ToArray();
        json.WriteStartArray("components");
        for (var i = 0; i < models.Length; i++) WriteModel(json, models[i], references[i]);
        foreach (var dataset in datasets) WriteDataset(json, dataset);
        json.WriteEndArray();
        json.WriteStartArray("dependencies");
        for (var i = 0; i < models.Length; i++) WriteDependency(json, references[i], [.. Of(models[i], "datasets").Select(s => Reference(s)).Distinct(StringComparer.Ordinal)]);
        foreach (var dataset in datasets) WriteDependency(json, Reference(dataset), []);
        json.WriteEndArray();
        json.WriteStartArray("compositions");
        json.WriteStartObject();
        json.WriteString("aggregate", bom.IsComplete ? "unknown" : "incomplete");
        json.WriteEndObject();
        json.WriteEndArray();
        if (alone) json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, BomModel model, string reference)
    {
        json.WriteStartObject();
        json.WriteString("type", "machine-learning-model");
        json.WriteString("bom-ref", reference);
        json.WriteString("name", ReportText.Clean(model.Name));
        json.WriteStartArray("hashes");
        json.WriteStartObject();
        json.WriteString("alg", "SHA-256");
        json.WriteString("content", model.Sha256);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteLicences(json, model);
        WriteAncestors(json, model);
        WriteCard(json, model);
        if (Of(model, "tags").Select(s => ReportText.Clean(s.Value)).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } tags)
        {
            json.WriteStartArray("tags");
            foreach (var tag in tags) json.WriteStringValue(tag);
            json.WriteEndArray();
        }

        WriteProperties(json,
        [
            .. model.Properties.Select(p => (Prefix + p.Name, p.Value)),
            .. model.Statements.Where(s => !Placed.Contains(s.Key, StringComparer.Ordinal)).Select(s => ($"{Prefix}said:{s.Key}", s.Value)),
            .. model.Statements.Select(s => ($"{Prefix}source:{s.Key}", $"{s.Source}: {s.Value}")),
        ]);
        json.WriteEndObject();
    }

    private static void WriteLicences(Utf8JsonWriter json, BomModel model)
    {
        var licences = Of(model, "license").ToArray();
        if (licences.Length == 0) return;
        json.WriteStartArray("licenses");
        foreach (var licence in licences)
        {
            json.WriteStartObject();
            json.WriteStartObject("license");
            if (SpdxLicences.Find(licence.Value) is { } id)
            {
                json.WriteString("id", id);
            }
            else
            {
                json.WriteString("name", ReportText.Clean(Of(model, "license_name").FirstOrDefault()?.Value ?? licence.Value));
                if (Of(model, "license_link").FirstOrDefault() is { } link && Uri.TryCreate(link.Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") json.WriteString("url", uri.AbsoluteUri);
            }

            json.WriteString("acknowledgement", "declared");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAncestors(Utf8JsonWriter json, BomModel model)
    {
        var bases = Of(model, "base_model").ToArray();
        if (bases.Length == 0) return;
        json.WriteStartObject("pedigree");
        json.WriteStartArray("ancestors");
        foreach (var ancestor in bases)
        {
            json.WriteStartObject();
            json.WriteString("type", "machine-learning-model");
            json.WriteString("name", ReportText.Clean(ancestor.Value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteCard(Utf8JsonWriter json, BomModel model)
    {
        var metrics = Of(model, "metrics").ToArray();
        var datasets = Of(model, "datasets").ToArray();
        (string Name, string? Value)[] parameters =
        [
            ("task", First(model, "pipeline_tag")),
            ("architectureFamily", First(model, "model_type")),
            ("modelArchitecture", First(model, "architectures")),
        ];
        var hasParameters = datasets.Length > 0 || parameters.Any(p => p.Value is not null);
        var hasConsiderations = Considerations.Any(c => Of(model, c).Any()) || Of(model, Ethics).Any();
        if (!hasParameters && metrics.Length == 0 && !hasConsiderations) return;
        json.WriteStartObject("modelCard");
        if (hasParameters)
        {
            json.WriteStartObject("modelParameters");
            foreach (var (name, value) in parameters)
            {
                if (value is not null) json.WriteString(name, ReportText.Clean(value));
            }

            if (datasets.Length > 0)
            {
                json.WriteStartArray("datasets");
                foreach (var dataset in datasets.Select(Reference).Distinct(StringComparer.Ordinal))
                {
                    json.WriteStartObject();
                    json.WriteString("ref", dataset);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        if (metrics.Length > 0)
        {
            json.WriteStartObject("quantitativeAnalysis");
            json.WriteStartArray("performanceMetrics");
            foreach (var metric in metrics)
            {
                json.WriteStartObject();
                json.WriteString("type", ReportText.Clean(metric.Value));
                if (metric.Amount is not null) json.WriteString("value", ReportText.Clean(metric.Amount));
                if (metric.Scope is not null) json.WriteString("slice", ReportText.Clean(metric.Scope));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        if (hasConsiderations) WriteConsiderations(json, model);
        json.WriteEndObject();
    }

    private static void WriteConsiderations(Utf8JsonWriter json, BomModel model)
    {
        json.WriteStartObject("considerations");
        foreach (var key in Considerations.Where(k => Of(model, k).Any()))
        {
            json.WriteStartArray(key);
            foreach (var said in Of(model, key)) json.WriteStringValue(ReportText.Clean(said.Value));
            json.WriteEndArray();
        }

        if (Of(model, Ethics).Any())
        {
            json.WriteStartArray(Ethics);
            foreach (var said in Of(model, Ethics))
            {
                json.WriteStartObject();
                json.WriteString("name", ReportText.Clean(said.Value));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteDataset(Utf8JsonWriter json, BomStatement dataset)
    {
        json.WriteStartObject();
        json.WriteString("type", "data");
        json.WriteString("bom-ref", Reference(dataset));
        json.WriteString("name", ReportText.Clean(dataset.Value));
        json.WriteStartArray("data");
        json.WriteStartObject();
        json.WriteString("type", "dataset");
        json.WriteString("name", ReportText.Clean(dataset.Value));
        json.WriteEndObject();
        json.WriteEndArray();
        WriteProperties(json, [($"{Prefix}source:datasets", $"{dataset.Source}: {dataset.Value}")]);
        json.WriteEndObject();
    }

    private static void WriteDependency(Utf8JsonWriter json, string reference, string[] on)
    {
        json.WriteStartObject();
        json.WriteString("ref", reference);
        json.WriteStartArray("dependsOn");
        foreach (var other in on) json.WriteStringValue(other);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, IReadOnlyList<(string Name, string Value)> properties)
    {
        json.WriteStartArray("properties");
        foreach (var (name, value) in properties)
        {
            json.WriteStartObject();
            json.WriteString("name", ReportText.Clean(name));
            json.WriteString("value", ReportText.Clean(value));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string[] References(BomModel[] models)
    {
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. models.Select(m =>
        {
            var reference = $"model:{m.Sha256[..16]}:{Uri.EscapeDataString(ReportText.Clean(m.Name))}";
            used[reference] = used.GetValueOrDefault(reference) + 1;
            return used[reference] == 1 ? reference : $"{reference}#{used[reference]}";
        })];
    }

    private static string Reference(BomStatement dataset) => $"dataset:{Uri.EscapeDataString(ReportText.Clean(dataset.Value))}";

    private static IEnumerable<BomStatement> Of(BomModel model, string key) => model.Statements.Where(s => s.Key == key);

    private static string? First(BomModel model, string key) => Of(model, key).FirstOrDefault()?.Value;
}
