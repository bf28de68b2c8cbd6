using System.Text.Json;

namespace MlSecPol.Engine.Reports;

/// <summary>Imports and facts of a result as JSON. Listings of programs stay out: they are for eyes, and as long as the program.</summary>
internal static class JsonFacts
{
    internal static void Write(Utf8JsonWriter json, CheckResult result)
    {
        if (result.Imports.Count > 0)
        {
            json.WriteStartArray("imports");
            foreach (var import in result.Imports) Write(json, import);
            json.WriteEndArray();
        }

        if (result.Facts is { } facts) Write(json, facts);
    }

    private static void Write(Utf8JsonWriter json, ModelImport import)
    {
        json.WriteStartObject();
        json.WriteString("module", ReportText.Clean(import.Module));
        json.WriteString("name", ReportText.Clean(import.Name));
        json.WriteString("verdict", import.Verdict.ToString());
        json.WriteString("rule", import.Rule);
        Write(json, "uses", import.Uses);
        if (import.Member is not null) json.WriteString("member", ReportText.Clean(import.Member));
        json.WriteNumber("offset", import.Offset);
        json.WriteString("opcode", import.Opcode);
        json.WriteNumber("protocol", import.Protocol);
        json.WriteBoolean("isDerived", import.IsDerived);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ModelSummary facts)
    {
        json.WriteStartObject("facts");
        json.WriteString("format", facts.Format);
        json.WriteNumber("length", facts.Length);
        json.WriteNumber("bytesRead", facts.BytesRead);
        if (facts.Sha256 is not null) json.WriteString("sha256", facts.Sha256);
        json.WriteNumber("tensorCount", facts.TensorCount);
        json.WriteNumber("tensorBytes", facts.TensorBytes);
        Write(json, "compression", facts.Compression);
        json.WriteStartArray("programs");
        foreach (var program in facts.Programs)
        {
            json.WriteStartObject();
            if (program.Member is not null) json.WriteString("member", ReportText.Clean(program.Member));
            json.WriteNumber("streams", program.Streams);
            json.WriteNumber("protocol", program.Protocol);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Write(json, "notRead", facts.NotRead);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(ReportText.Clean(text));
        json.WriteEndArray();
    }
}
