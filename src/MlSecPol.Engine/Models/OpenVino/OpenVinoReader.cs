using System.Globalization;
using System.Xml;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;
using MlSecPol.Engine.Models.Markup;

namespace MlSecPol.Engine.Models.OpenVino;

/// <summary>Reads the description of an OpenVINO network: layers of foreign sets of operators, paths and libraries that it names, claims about its weights.</summary>
internal static class OpenVinoReader
{
    private const int MostDefects = 100;

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        facts.HeadersRead++;
        facts.Examine(ModelAspect.Operators);
        var hazards = new HazardList(member, facts);
        if (XmlMarkupReader.HasDocumentType(content, member, facts)) return;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreWhitespace = true,
            MaxCharactersInDocument = facts.Limits.HeaderBytes,
        };
        try
        {
            using var reader = XmlReader.Create(new SourceStream(content, facts.Token), settings);
            Layers(reader, hazards, member, name, facts);
        }
        catch (XmlException e)
        {
            facts.AddGap(CoverageGapKind.Malformed, member, 0, $"The description of the network cannot be read beyond line {e.LineNumber}: it is no XML without a document type, or longer than the limit {nameof(ArtifactLimits.HeaderBytes)}.");
        }

        hazards.Close();
    }

    private static void Layers(XmlReader reader, HazardList hazards, string? member, string name, FactsBuilder facts)
    {
        string layer = string.Empty, type = string.Empty;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var defects = 0;
        while (reader.Read())
        {
            facts.Token.ThrowIfCancellationRequested();
            if (reader is { NodeType: XmlNodeType.ProcessingInstruction, Name: "xml-stylesheet" }) XmlMarkupReader.JudgeStyle(reader.Value, member, facts);
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.Depth > facts.Limits.HeaderDepth)
            {
                facts.AddGap(CoverageGapKind.LimitReached, member, 0, $"Elements stand deeper inside each other than {facts.Limits.HeaderDepth} (limit {nameof(ArtifactLimits.HeaderDepth)}).");
                return;
            }

            if (reader.LocalName == "layer")
            {
                (layer, type) = (Shown(reader.GetAttribute("name")), Shown(reader.GetAttribute("type")));
                var set = Shown(reader.GetAttribute("version"));
                if (set.Length > 0 && !IsStandard(set) && seen.Add(set + ":" + type))
                    hazards.Add(ModelAspect.Operators, HazardEffect.Opaque, "openvino:custom-operator", $"{set}:{type}", $"The operator '{type}' is of the set '{set}', which is not OpenVINO's; its code comes with another library.", location: $"layer {layer}");
            }
            else if (reader.LocalName == "include")
            {
                hazards.Add(ModelAspect.Operators, HazardEffect.ReadFile, "openvino:include", layer, $"The description of the network includes another document, '{Shown(reader.GetAttribute("href"))}'.", location: "include");
            }
            else if (reader.LocalName == "data" && type == "Const" && Claimed(reader) is { } claimed && Number(reader, "size") is { } size && claimed != (UInt128)size && defects++ < MostDefects)
            {
                facts.AddDefect(HeaderDefectKind.SizeMismatch, member, null, layer, $"The constant '{layer}' takes {size} bytes of the file of weights; its shape and type make {claimed}.");
            }
            else if (reader.LocalName == "data" && type == "Const" && (Bad(reader.GetAttribute("offset")) || Bad(reader.GetAttribute("size"))) && defects++ < MostDefects)
            {
                facts.AddDefect(HeaderDefectKind.Overflow, member, null, layer, $"The constant '{layer}' claims the bytes '{Shown(reader.GetAttribute("offset"))}' and the size '{Shown(reader.GetAttribute("size"))}' in the file of weights.");
            }

            if (member is null && reader.LocalName == "data" && type == "Const" && Number(reader, "offset") is { } start && Number(reader, "size") is { } length)
                facts.AddExternal(new ExternalRange(Path.ChangeExtension(name, ".bin"), layer, start, length));
            Attributes(reader, layer, hazards);
        }
    }

    private static void Attributes(XmlReader reader, string layer, HazardList hazards)
    {
        var element = reader.LocalName;
        // Facts about the conversion are no instructions to a loader.
        if (element is "layer" or "dim" or "port" or "edge" || !reader.HasAttributes) return;
        while (reader.MoveToNextAttribute())
        {
            var value = reader.Value;
            if (IsLibrary(value))
            {
                hazards.Add(ModelAspect.Operators, HazardEffect.Execute, "openvino:library", Shown(value), $"The element '{element}' names the native library '{Shown(value)}'.", location: layer.Length > 0 ? $"layer {layer}" : element);
            }
            else if (reader.LocalName is "path" or "file" or "library" or "source" && FileTargets.IsOutside(FileTargets.Of(value)))
            {
                var isRemote = FileTargets.Of(value) == FileTarget.Remote;
                hazards.Add(ModelAspect.Operators, isRemote ? HazardEffect.Network : HazardEffect.ReadFile, "openvino:path", Shown(value), $"The element '{element}' leads to '{Shown(value)}', outside of the folder of the model.", location: layer.Length > 0 ? $"layer {layer}" : element);
            }
        }

        reader.MoveToElement();
    }

    private static bool IsStandard(string set) => set is "experimental" or "ie_internal_opset" or "type_relaxed_opset" || (set.StartsWith("opset", StringComparison.Ordinal) && set.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0);

    private static bool IsLibrary(string value) =>
        value.EndsWith(".so", StringComparison.OrdinalIgnoreCase) || value.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || value.EndsWith(".dylib", StringComparison.OrdinalIgnoreCase)
        || value.Contains(".so.", StringComparison.Ordinal);

    /// <summary>Bytes that shape and type of a constant make; null where they are not fixed.</summary>
    private static UInt128? Claimed(XmlReader reader)
    {
        int? bits = reader.GetAttribute("element_type") switch
        {
            "f64" or "i64" or "u64" => 64,
            "f32" or "i32" or "u32" => 32,
            "f16" or "bf16" or "i16" or "u16" => 16,
            "i8" or "u8" or "boolean" or "f8e4m3" or "f8e5m2" => 8,
            "i4" or "u4" or "nf4" => 4,
            _ => null,
        };
        if (bits is null || reader.GetAttribute("shape") is not { } shape) return null;
        UInt128 elements = 1;
        foreach (var part in shape.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!uint.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || elements > long.MaxValue) return null;
            elements *= length;
        }

        return ((elements * (UInt128)bits.Value) + 7) / 8;
    }

    private static long? Number(XmlReader reader, string attribute) =>
        long.TryParse(reader.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool Bad(string? number) => number is not null && (!long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || value < 0);

    private static string Shown(string? text) => ShortText.Of(text ?? string.Empty);
}
