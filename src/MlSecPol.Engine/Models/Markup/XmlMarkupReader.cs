using System.Text;
using System.Xml;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Markup;

/// <summary>
/// Reads XML: its document type and entities by a scanner of its own, its elements by a reader that resolves nothing. Text that merely begins with a tag,
/// as model cards do, is no broken XML.
/// </summary>
internal static class XmlMarkupReader
{
    private const int LongestProlog = 1 << 20;
    private const int DeepestElement = 512;
    private const string Inclusion = "http://www.w3.org/2001/XInclude";
    private const string Drawing = "http://www.w3.org/2000/svg";
    private const string StyleScript = "urn:schemas-microsoft-com:xslt";

    private static readonly string[] Extensions = [".xml", ".pmml", ".xsd", ".plist", ".mlmodel", ".svg"];

    // Classes by which the bean and stream readers of Java reach a process, a script or foreign byte code.
    internal static readonly string[] JavaGadgets = ["ProcessBuilder", "java.lang.Runtime", "ScriptEngine", "java.beans.EventHandler", "TemplatesImpl", "JdbcRowSetImpl", "dynamic-proxy", "URLClassLoader"];

    internal static void Read(ByteSource content, string? member, string name, int depth, FactsBuilder facts)
    {
        var prolog = Prolog(content, facts);
        var isXml = prolog.StartsWith("<?xml", StringComparison.Ordinal) || Extensions.Contains(Path.GetExtension(TextLanguage.FileName(name)), StringComparer.OrdinalIgnoreCase);
        var document = DocumentType.Find(prolog);
        if (document is not null)
        {
            isXml = true;
            facts.Examine(ModelAspect.Markup);
            document.Judge(member, facts);
        }

        var trouble = ReadElements(content, member, document is not null, facts);
        if (!isXml) return;
        facts.Examine(ModelAspect.Markup);
        if (trouble is { } gap) facts.AddGap(gap.Kind, member, 0, gap.Reason);
    }

    /// <summary>Judges the document type of XML of a known kind, whose own reader refuses one.</summary>
    /// <returns>Whether there is one.</returns>
    internal static bool HasDocumentType(ByteSource content, string? member, FactsBuilder facts)
    {
        if (DocumentType.Find(Prolog(content, facts)) is not { } document) return false;
        facts.Examine(ModelAspect.Markup);
        document.Judge(member, facts);
        facts.Add(new ModelHazard(
            ModelAspect.Markup, HazardEffect.Unresolved, "xml:refused-document-type", "DOCTYPE",
            "The document has a type of its own, which no writer of this format writes: what readers make of it differs.", member, null, "document type"));
        facts.AddGap(CoverageGapKind.Malformed, member, 0, "The document has a type of its own, which no reader of this format accepts.");
        return true;
    }

    private static string Prolog(ByteSource content, FactsBuilder facts)
    {
        Span<byte> head = stackalloc byte[16];
        var encoding = WideText.Of(head[..content.Read(0, head)]) ?? Encoding.UTF8;
        using var text = new StreamReader(new SourceStream(content, facts.Token), encoding, detectEncodingFromByteOrderMarks: true);
        var buffer = new char[(int)Math.Min(LongestProlog, content.Length + 1)];
        return new string(buffer, 0, text.ReadBlock(buffer, 0, buffer.Length)).TrimStart();
    }

    private static (CoverageGapKind Kind, string Reason)? ReadElements(ByteSource content, string? member, bool hasDocumentType, FactsBuilder facts)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = hasDocumentType ? DtdProcessing.Ignore : DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = facts.Limits.HeaderBytes * 4,
            MaxCharactersFromEntities = 1 << 20,
            CheckCharacters = false,
        };
        using var stream = new SourceStream(content, facts.Token);
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            PredictiveMarkup? predictive = null;
            while (reader.Read())
            {
                if (reader.Depth > DeepestElement) return (CoverageGapKind.LimitReached, $"The XML nests deeper than {DeepestElement} elements.");
                if (reader.NodeType == XmlNodeType.Element)
                {
                    JudgeElement(reader, member, facts);
                    predictive ??= reader.LocalName == "PMML" ? new PredictiveMarkup(member, facts) : null;
                }
                else if (reader is { NodeType: XmlNodeType.ProcessingInstruction, Name: "xml-stylesheet" })
                {
                    JudgeStyle(reader.Value, member, facts);
                }

                predictive?.Take(reader);
            }

            return null;
        }
        catch (XmlException e)
        {
            return (CoverageGapKind.Malformed, $"The XML cannot be read beyond line {e.LineNumber}: it breaks the language.");
        }
    }

    /// <summary>Judges an instruction to rewrite the document by a style sheet.</summary>
    internal static void JudgeStyle(string instruction, string? member, FactsBuilder facts)
    {
        var at = instruction.IndexOf("href=", StringComparison.Ordinal);
        var target = at < 0 || at + 6 >= instruction.Length ? string.Empty : instruction[(at + 6)..].Split('"', '\'')[0];
        if (!Configuration.LocationJudge.LeavesFolder(target)) return;
        facts.Examine(ModelAspect.Markup);
        facts.Add(new ModelHazard(ModelAspect.Markup, DocumentType.EffectOf(target), "xml:style", ShortText.Of(target), $"The XML asks to be rewritten by the style sheet '{ShortText.Of(target)}', which may hold scripts.", member, null, "processing instruction"));
    }

    private static void JudgeElement(XmlReader reader, string? member, FactsBuilder facts)
    {
        var line = $"line {(reader as IXmlLineInfo)?.LineNumber ?? 0}";
        if (reader.NamespaceURI == Inclusion && reader.LocalName == "include" && reader.GetAttribute("href") is { Length: > 0 } target)
        {
            Add(DocumentType.EffectOf(target), "inclusion", ShortText.Of(target), $"The XML includes '{ShortText.Of(target)}'; a reader that resolves inclusions takes in what stands there.");
        }
        else if (reader.NamespaceURI == Drawing && Script(reader) is { } script)
        {
            Add(HazardEffect.ExecuteLater, "drawing-script", script, $"The drawing holds a script, '{script}', that runs in the page which shows it.");
        }
        else if (reader.LocalName == "plugin" && reader.GetAttribute("location") is { Length: > 0 } library)
        {
            Add(HazardEffect.Execute, "plugin", ShortText.Of(library), $"The list of plug-ins names the library '{ShortText.Of(library)}', which the runtime loads.");
        }
        else if (reader is { LocalName: "Source", Depth: > 0 } && reader.GetAttribute("filename") is { } kernel && Configuration.LocationJudge.LeavesFolder(kernel))
        {
            Add(HazardEffect.ExecuteLater, "kernel-source", ShortText.Of(kernel), $"The custom layer takes the code of its kernel from '{ShortText.Of(kernel)}', outside of the folder.");
        }
        else if (reader.LocalName == "script" && reader.NamespaceURI is StyleScript or "http://xml.apache.org/xslt")
        {
            Add(HazardEffect.Execute, "script", "script", "The style sheet holds a script that its processor runs.");
        }
        else
        {
            var named = reader.GetAttribute("class") ?? string.Empty;
            var gadget = JavaGadgets.FirstOrDefault(g => reader.Name.Contains(g, StringComparison.Ordinal) || named.Contains(g, StringComparison.Ordinal));
            if (gadget is not null) Add(HazardEffect.Execute, "java-object", gadget, $"The XML describes a Java object of '{ShortText.Of(named.Length > 0 ? named : reader.Name)}'; the bean and stream readers of Java build it, and with it run what it stands for.");
        }

        void Add(HazardEffect effect, string rule, string subject, string detail)
        {
            facts.Examine(ModelAspect.Markup);
            facts.Add(new ModelHazard(ModelAspect.Markup, effect, "xml:" + rule, subject, detail, member, null, line));
        }
    }

    /// <summary>The script of an element of a drawing: the element itself, a handler of events, an address that is code; null where it has none.</summary>
    private static string? Script(XmlReader reader)
    {
        if (reader.LocalName == "script") return "script";
        string? found = null;
        for (var i = 0; found is null && i < reader.AttributeCount; i++)
        {
            reader.MoveToAttribute(i);
            var isHandler = reader.Prefix.Length == 0 && reader.LocalName.Length > 3 && reader.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase);
            if (isHandler || (reader.LocalName == "href" && reader.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))) found = ShortText.Of(reader.Name);
        }

        reader.MoveToElement();
        return found;
    }
}
