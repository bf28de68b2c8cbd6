using Newtonsoft.Json;

namespace MlSecPol.Engine.Reports;

/// <content>Advisories of a finding; imports and facts of a result.</content>
public static partial class ResultReader
{
    private sealed partial class Document
    {
        private Advisory Advisory()
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            string? id = null, product = null, affected = null, summary = null, reference = null;
            bool? verified = null;
            var disputed = false;
            while (Key(seen) is { } key)
            {
                switch (key)
                {
                    case "id": id = Text(); break;
                    case "product": product = Text(); break;
                    case "affected": affected = Text(); break;
                    case "summary": summary = Text(); break;
                    case "reference": reference = Text(); break;
                    case "verified": verified = Truth(); break;
                    case "disputed": disputed = Truth(); break;
                    default: throw Damaged($"an advisory has no '{ReportText.OneLine(key)}'");
                }
            }

            return new Advisory
            {
                Id = id ?? throw Lacking("id"),
                Product = product ?? throw Lacking("product"),
                Affected = affected ?? throw Lacking("affected"),
                Summary = summary ?? throw Lacking("summary"),
                Reference = reference ?? throw Lacking("reference"),
                Verified = verified ?? throw Lacking("verified"),
                Disputed = disputed,
            };
        }

        private ModelImport Import()
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            string? module = null, name = null, rule = null, member = null, opcode = null;
            ImportVerdict? verdict = null;
            long? offset = null, protocol = null;
            var isDerived = false;
            IReadOnlyList<string> uses = [];
            while (Key(seen) is { } key)
            {
                switch (key)
                {
                    case "module": module = Text(); break;
                    case "name": name = Text(); break;
                    case "verdict": verdict = Name<ImportVerdict>(); break;
                    case "rule": rule = Text(); break;
                    case "uses": uses = Texts("uses"); break;
                    case "member": member = Text(); break;
                    case "offset": offset = Number(); break;
                    case "opcode": opcode = Text(); break;
                    case "protocol": protocol = Number(); break;
                    case "isDerived": isDerived = Truth(); break;
                    default: throw Damaged($"an import has no '{ReportText.OneLine(key)}'");
                }
            }

            return new ModelImport
            {
                Module = module ?? throw Lacking("module"),
                Name = name ?? throw Lacking("name"),
                Verdict = verdict ?? throw Lacking("verdict"),
                Rule = rule ?? throw Lacking("rule"),
                Uses = uses,
                Member = member,
                Offset = offset ?? throw Lacking("offset"),
                Opcode = opcode ?? throw Lacking("opcode"),
                Protocol = (int)(protocol ?? throw Lacking("protocol")),
                IsDerived = isDerived,
            };
        }

        private ModelSummary Facts()
        {
            Open("facts");
            HashSet<string> seen = new(StringComparer.Ordinal);
            string? format = null, sha256 = null;
            long? length = null, bytesRead = null;
            long tensorCount = 0, tensorBytes = 0;
            IReadOnlyList<string> compression = [], notRead = [];
            IReadOnlyList<ModelProgram> programs = [];
            while (Key(seen) is { } key)
            {
                switch (key)
                {
                    case "format": format = Text(); break;
                    case "length": length = Number(); break;
                    case "bytesRead": bytesRead = Number(); break;
                    case "sha256": sha256 = Text(); break;
                    case "tensorCount": tensorCount = Number(); break;
                    case "tensorBytes": tensorBytes = Number(); break;
                    case "compression": compression = Texts("compression"); break;
                    case "programs": programs = Objects("programs", Program); break;
                    case "notRead": notRead = Texts("notRead"); break;
                    default: throw Damaged($"the facts have no '{ReportText.OneLine(key)}'");
                }
            }

            return new ModelSummary
            {
                Format = format ?? throw Lacking("format"),
                Length = length ?? throw Lacking("length"),
                BytesRead = bytesRead ?? throw Lacking("bytesRead"),
                Sha256 = sha256,
                TensorCount = tensorCount,
                TensorBytes = tensorBytes,
                Compression = compression,
                Programs = programs,
                NotRead = notRead,
            };
        }

        private ModelProgram Program()
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            string? member = null;
            long? streams = null, protocol = null;
            while (Key(seen) is { } key)
            {
                switch (key)
                {
                    case "member": member = Text(); break;
                    case "streams": streams = Number(); break;
                    case "protocol": protocol = Number(); break;
                    default: throw Damaged($"a program has no '{ReportText.OneLine(key)}'");
                }
            }

            return new ModelProgram { Member = member, Streams = (int)(streams ?? throw Lacking("streams")), Protocol = (int)(protocol ?? throw Lacking("protocol")) };
        }

        private bool Truth()
        {
            Advance();
            return json is { TokenType: JsonToken.Boolean, Value: bool truth } ? truth : throw Damaged("true or false was expected");
        }

        private void Open(string name)
        {
            Advance();
            if (json.TokenType != JsonToken.StartObject) throw Damaged($"'{name}' is no object");
        }

        private List<T> Objects<T>(string name, Func<T> read)
        {
            Advance();
            if (json.TokenType != JsonToken.StartArray) throw Damaged($"'{name}' is no list");
            var items = new List<T>();
            for (Advance(); json.TokenType != JsonToken.EndArray; Advance())
            {
                if (json.TokenType != JsonToken.StartObject) throw Damaged($"an object was expected in '{name}'");
                items.Add(read());
            }

            return items;
        }

        private List<string> Texts(string name)
        {
            Advance();
            if (json.TokenType != JsonToken.StartArray) throw Damaged($"'{name}' is no list");
            var items = new List<string>();
            for (Advance(); json.TokenType != JsonToken.EndArray; Advance())
                items.Add(json.TokenType == JsonToken.String ? ReportText.Clean((string)json.Value!) : throw Damaged($"a text was expected in '{name}'"));
            return items;
        }
    }
}
