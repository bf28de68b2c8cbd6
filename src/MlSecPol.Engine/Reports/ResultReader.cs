using System.Globalization;
using MlSecPol.Engine.Checks;
using Newtonsoft.Json;

namespace MlSecPol.Engine.Reports;

/// <summary>Reads results back from the JSON that <see cref="JsonReport"/> writes. A document is read whole or not at all: half of one could hide a failure.</summary>
public static partial class ResultReader
{
    /// <summary>A larger document is refused, bytes.</summary>
    public const long MaximumBytes = 1L << 28;

    private const int MaximumDepth = 16;

    /// <summary>The results of a file, one after the other. The file is gone through once before the first of them comes.</summary>
    /// <exception cref="ReportException">The file cannot be read, is damaged, or holds something else.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IEnumerable<CheckResult> Read(string path, CancellationToken token)
    {
        using var stream = Open(path);
        foreach (var _ in Pass(path, stream)) token.ThrowIfCancellationRequested();
        stream.Position = 0;
        foreach (var result in Pass(path, stream))
        {
            token.ThrowIfCancellationRequested();
            yield return result;
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            // Asked first: opening a pipe would wait for a writer.
            if (!File.Exists(path)) throw new ReportException("MlSecPol.Report.NotReadable", AuditErrorKind.NotFound, $"There is no file '{path}'.", "Check the path.");
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            if (stream.CanSeek && stream.Length <= MaximumBytes) return stream;
            stream.Dispose();
            throw new ReportException("MlSecPol.Report.TooLarge", AuditErrorKind.LimitReached, $"'{path}' is larger than {MaximumBytes >> 20} MiB.", "Export the results in smaller parts.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReportException("MlSecPol.Report.NotReadable", AuditErrorKind.ReadFailed, $"'{path}' cannot be read: {e.Message}", "Check the rights to the file.", e);
        }
    }

    private static IEnumerable<CheckResult> Pass(string path, Stream stream)
    {
        using var text = new StreamReader(stream, ReportText.Encoding, detectEncodingFromByteOrderMarks: true, 1 << 14, leaveOpen: true);
        using var json = new JsonTextReader(text) { MaxDepth = MaximumDepth, DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Double };
        var document = new Document(path, json);
        while (document.Next() is { } result) yield return result;
    }

    /// <summary>One way through a document.</summary>
    private sealed partial class Document(string path, JsonTextReader json)
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private bool _isOpen;
        private bool _isInResults;

        /// <summary>The next result; null behind the last, when the document was sound to its end.</summary>
        internal CheckResult? Next()
        {
            try
            {
                if (!_isOpen) Begin();
                if (_isInResults)
                {
                    Advance();
                    if (json.TokenType == JsonToken.StartObject) return Result();
                    if (json.TokenType != JsonToken.EndArray) throw Damaged("a result was expected");
                    _isInResults = false;
                }

                return Key(_seen) is null ? End() : TopLevel();
            }
            catch (JsonException e)
            {
                throw Damaged(e.Message, e);
            }
            catch (IOException e)
            {
                throw new ReportException("MlSecPol.Report.NotReadable", AuditErrorKind.ReadFailed, $"'{path}' cannot be read: {e.Message}", "Check the device and try again.", e);
            }
        }

        private void Begin()
        {
            if (!json.Read() || json.TokenType != JsonToken.StartObject) throw Foreign();
            _isOpen = true;
        }

        private CheckResult? TopLevel()
        {
            for (var key = (string)json.Value!; ; key = (string)json.Value!)
            {
                switch (key)
                {
                    case "format" when Text() != JsonReport.Format: throw Foreign();
                    case "formatVersion" when Number() != JsonReport.FormatVersion:
                        throw new ReportException(
                            "MlSecPol.Report.OtherVersion", AuditErrorKind.InvalidData, $"'{path}' has version {json.Value} of the format; this version of MlSecPol reads {JsonReport.FormatVersion}.", "Read it with the version of MlSecPol that wrote it.");
                    case "results":
                        if (!_seen.Contains("format") || !_seen.Contains("formatVersion")) throw Foreign();
                        Advance();
                        if (json.TokenType != JsonToken.StartArray) throw Damaged("'results' is no list");
                        _isInResults = true;
                        return Next();
                    case "format" or "formatVersion": break;
                    default: json.Skip(); break;
                }

                if (Key(_seen) is null) return End();
            }
        }

        private CheckResult? End()
        {
            if (!_seen.Contains("results")) throw Foreign();
            while (json.Read())
            {
                if (json.TokenType != JsonToken.Comment) throw Damaged("something follows the document");
            }

            return null;
        }

        private CheckResult Result()
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            CheckStatus? status = null;
            Severity? severity = null;
            DateTimeOffset? observedAt = null;
            string? controlId = null, checkId = null, target = null, message = null, reason = null, tool = null, version = null, exceptionId = null, attestationId = null;
            IReadOnlyList<Finding> findings = [];
            IReadOnlyList<ModelImport> imports = [];
            ModelSummary? facts = null;
            while (Key(seen) is { } key)
            {
                switch (key)
                {
                    case "status": status = Name<CheckStatus>(); break;
                    case "severity": severity = Name<Severity>(); break;
                    case "controlId": controlId = Text(); break;
                    case "checkId": checkId = Text(); break;
                    case "target": target = Text(); break;
                    case "message": message = Text(); break;
                    case "reason": reason = Text(); break;
                    case "observedAt": observedAt = Time(); break;
                    case "tool": tool = Text(); break;
                    case "version": version = Text(); break;
                    case "exceptionId": exceptionId = Text(); break;
                    case "attestationId": attestationId = Text(); break;
                    case "findings": findings = Objects("findings", Finding); break;
                    case "imports": imports = Objects("imports", Import); break;
                    case "facts": facts = Facts(); break;
                    default: throw Damaged($"a result has no '{ReportText.OneLine(key)}'");
                }
            }

            return new CheckResult
            {
                Status = status ?? throw Lacking("status"),
                Severity = severity ?? throw Lacking("severity"),
                ControlId = controlId ?? throw Lacking("controlId"),
                CheckId = checkId ?? throw Lacking("checkId"),
                Target = target ?? throw Lacking("target"),
                Message = message ?? throw Lacking("message"),
                Reason = reason,
                Findings = findings,
                Imports = imports,
                Facts = facts,
                ObservedAt = observedAt ?? throw Lacking("observedAt"),
                Tool = tool ?? throw Lacking("tool"),
                Version = version ?? throw Lacking("version"),
                ExceptionId = exceptionId,
                AttestationId = attestationId,
            };
        }

        private Finding Finding()
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            Severity? severity = null;
            string? message = null, rule = null, subject = null, location = null, member = null, column = null, gain = null, evidence = null, remediation = null, fingerprint = null;
            IReadOnlyList<Advisory> advisories = [];
            long? offset = null, row = null, count = null;
            double? confidence = null;
            while (Key(seen) is { } key)
            {
                switch (key)
                {
                    case "severity": severity = Name<Severity>(); break;
                    case "message": message = Text(); break;
                    case "rule": rule = Text(); break;
                    case "subject": subject = Text(); break;
                    case "location": location = Text(); break;
                    case "member": member = Text(); break;
                    case "offset": offset = Number(); break;
                    case "column": column = Text(); break;
                    case "row": row = Number(); break;
                    case "count": count = Number(); break;
                    case "gain": gain = Text(); break;
                    case "confidence": confidence = Fraction(); break;
                    case "evidence": evidence = Text(); break;
                    case "remediation": remediation = Text(); break;
                    case "advisories": advisories = Objects("advisories", Advisory); break;
                    case "fingerprint": fingerprint = Text(); break;
                    default: throw Damaged($"a finding has no '{ReportText.OneLine(key)}'");
                }
            }

            return new Finding
            {
                Severity = severity ?? throw Lacking("severity"),
                Message = message ?? throw Lacking("message"),
                Rule = rule,
                Subject = subject,
                Location = location ?? throw Lacking("location"),
                Member = member,
                Offset = offset,
                Column = column,
                Row = row,
                Count = count ?? throw Lacking("count"),
                Gain = gain,
                Confidence = confidence,
                Evidence = evidence,
                Remediation = remediation,
                Advisories = advisories,
                Fingerprint = fingerprint ?? throw Lacking("fingerprint"),
            };
        }

        /// <summary>The next key of the object; null at its end. A key that comes twice is refused: readers differ in which they take.</summary>
        private string? Key(HashSet<string> seen)
        {
            Advance();
            if (json.TokenType == JsonToken.EndObject) return null;
            if (json.TokenType != JsonToken.PropertyName) throw Damaged("a key was expected");
            var key = (string)json.Value!;
            return seen.Add(key) ? key : throw Damaged($"'{ReportText.OneLine(key)}' stands there twice");
        }

        private void Advance()
        {
            do
            {
                if (!json.Read()) throw Damaged("it ends too early");
            }
            while (json.TokenType == JsonToken.Comment);
        }

        private string Text()
        {
            Advance();
            return json.TokenType == JsonToken.String ? ReportText.Clean((string)json.Value!) : throw Damaged("a text was expected");
        }

        private long Number()
        {
            Advance();
            return json is { TokenType: JsonToken.Integer, Value: long number } ? number : throw Damaged("a whole number was expected");
        }

        private double Fraction()
        {
            Advance();
            var number = json.TokenType is JsonToken.Float or JsonToken.Integer ? Convert.ToDouble(json.Value, CultureInfo.InvariantCulture) : double.NaN;
            return number is >= 0 and <= 1 ? number : throw Damaged("a number from 0 to 1 was expected");
        }

        private DateTimeOffset Time() =>
            DateTimeOffset.TryParse(Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw Damaged("a time was expected");

        private T Name<T>()
            where T : struct, Enum
        {
            var text = Text();
            // By name only: numbers would slip through the parser.
            return Array.IndexOf(Enum.GetNames<T>(), text) >= 0 ? Enum.Parse<T>(text) : throw Damaged($"'{ReportText.OneLine(text)}' is no {typeof(T).Name}");
        }

        private ReportException Lacking(string key) => Damaged($"'{key}' is missing");

        private ReportException Foreign() => new(
            "MlSecPol.Report.Foreign", AuditErrorKind.InvalidData, $"'{path}' holds no results of MlSecPol.", "Give a file that Export-MlSecPolReport wrote with -Format Json.");

        private ReportException Damaged(string what, Exception? cause = null) => new(
            "MlSecPol.Report.Damaged",
            AuditErrorKind.InvalidData,
            $"{path}({json.LineNumber},{json.LinePosition}): the document is damaged: {ReportText.OneLine(what).TrimEnd('.')}.",
            "Export the results again; nothing was taken from this file.",
            cause);
    }
}
