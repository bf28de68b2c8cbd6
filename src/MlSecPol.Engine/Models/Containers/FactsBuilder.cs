using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Artifacts.Expansion;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Pickle;

namespace MlSecPol.Engine.Models.Containers;

/// <summary>Collects what the readers of one file find out, so that a break in one of them loses nothing that was found before.</summary>
internal sealed class FactsBuilder(ArtifactLimits limits, PickleLimits pickleLimits, long inputLength, bool listings, CancellationToken token)
{
    private const int SniffedTail = 4096;
    private const int MostExternal = 1_000_000;
    private const int MostMetadata = 256;
    private const int MostNames = 100_000;
    private const int LongestName = 500;
    private const int LongestMetadata = 1024;

    private readonly List<PickleProgram> _pickles = [];
    private readonly List<PickleProgram> _hiddenPickles = [];
    private readonly List<NumPyArray> _arrays = [];
    private readonly List<HeaderDefect> _defects = [];
    private readonly List<ContainerOddity> _oddities = [];
    private readonly List<UnownedRange> _unowned = [];
    private readonly List<CoverageGap> _gaps = [];
    private readonly List<ArtifactFormat> _layers = [];
    private readonly List<ModelHazard> _hazards = [];
    private readonly List<ObjectName> _names = [];
    private readonly HashSet<(ModelAspect, string)> _seenNames = [];
    private readonly HashSet<ModelAspect> _examined = [];
    private readonly List<ModelMetadata> _metadata = [];
    private readonly List<ExternalRange> _external = [];
    private long _tensorCount;
    private long _tensorBytes;

    internal ArtifactLimits Limits => limits;

    internal PickleLimits PickleLimits => pickleLimits;

    internal CancellationToken Token => token;

    /// <summary>What the file may still expand to, all members together.</summary>
    internal ExpansionBudget Budget { get; } = new(limits, inputLength);

    /// <summary>Headers that were compared with their bytes.</summary>
    internal int HeadersRead { get; set; }

    /// <summary>Containers and compression layers that were read.</summary>
    internal int ContainersRead { get; set; }

    /// <summary>The pickles read so far.</summary>
    internal IReadOnlyList<PickleProgram> Pickles => _pickles;

    /// <summary>Analyses the pickles of a content and keeps what they would do.</summary>
    internal PickleProgram AddPickles(ByteSource content, string? member)
    {
        var trace = listings ? new PickleTrace() : null;
        var report = PickleMachine.Analyse(content, pickleLimits, trace, token);
        var program = new PickleProgram(member, report, trace is null ? null : PickleListing.Of(content, report, trace));
        _pickles.Add(program);
        return program;
    }

    /// <summary>Analyses pickles that begin in the middle of unexplained bytes; keeps them when they call something, for names alone stand in texts, too.</summary>
    /// <returns>Whether they did.</returns>
    internal bool AddHiddenPickles(ByteSource content, long offset, string? member)
    {
        var report = PickleMachine.AnalyseHidden(content.Slice(offset, content.Length - offset), pickleLimits, token);
        if (!report.Calls.Any(c => c.IsInvocation)) return false;
        _hiddenPickles.Add(new PickleProgram(ContentReader.Inside(member, $"bytes at {offset}"), report));
        return true;
    }

    internal void Add(NumPyArray array) => _arrays.Add(array);

    internal void Add(ArtifactFormat layer) => _layers.Add(layer);

    /// <summary>How many hazards have been found that make a model fail.</summary>
    internal int Acts => _hazards.Count(h => h.Effect > HazardEffect.Opaque);

    /// <summary>How many things were wrong so far, whatever they were.</summary>
    internal int Complaints => _gaps.Count + _defects.Count + _unowned.Count;

    /// <summary>Notes that the model has the aspect and that it is being looked into.</summary>
    internal void Examine(ModelAspect aspect) => _examined.Add(aspect);

    internal void Add(ModelHazard hazard) => _hazards.Add(hazard);

    /// <summary>Notes a name that the model has imported outside of its pickles, once for each aspect; harmless ones too, because the organisation may forbid them.</summary>
    internal void AddName(ModelAspect aspect, string name, string? member, string? location)
    {
        if (name.Length is 0 or > LongestName || _seenNames.Count > MostNames || !_seenNames.Add((aspect, name))) return;
        if (_names.Count < MostNames) _names.Add(new ObjectName(aspect, name, member, location));
        else AddGap(CoverageGapKind.LimitReached, member, 0, $"The model names more than {MostNames} things to import.");
    }

    /// <summary>Keeps what a header says in words: the first entries, shortened, because a hostile header has millions.</summary>
    internal void AddMetadata(string? member, string name, string value)
    {
        if (_metadata.Count >= MostMetadata) return;
        _metadata.Add(new ModelMetadata(member, Short(name), Short(value)));
        static string Short(string text) => ShortText.Of(text, LongestMetadata);
    }

    /// <summary>Notes a tensor in another file, as far as memory allows.</summary>
    internal void AddExternal(ExternalRange range)
    {
        if (_external.Count < MostExternal) _external.Add(range);
    }

    internal void AddTensors(long count, long bytes)
    {
        _tensorCount += count;
        _tensorBytes = bytes > long.MaxValue - _tensorBytes ? long.MaxValue : _tensorBytes + bytes;
    }

    internal void AddDefect(HeaderDefectKind kind, string? member, long? offset, string subject, string detail, string? claim = null) =>
        _defects.Add(new HeaderDefect(kind, member, offset, subject, detail, claim));

    internal void AddOddity(ContainerOddityKind kind, string? member, long? offset, string detail) => _oddities.Add(new ContainerOddity(kind, member, offset, detail));

    internal void AddGap(CoverageGapKind kind, string? member, long offset, string reason) => _gaps.Add(new CoverageGap(kind, member, offset, reason));

    /// <summary>Turns what a reader of bytes threw into a gap.</summary>
    internal void AddGap(ArtifactException cause, string? member, long offset) => AddGap(
        cause.Kind switch
        {
            ArtifactErrorKind.LimitReached => CoverageGapKind.LimitReached,
            ArtifactErrorKind.Encrypted => CoverageGapKind.Encrypted,
            _ => CoverageGapKind.Malformed,
        },
        member,
        offset,
        cause.Message);

    /// <summary>Notes bytes that nobody owns and what they look like.</summary>
    /// <returns>What they look like.</returns>
    internal UnownedRange AddUnowned(ByteSource content, string? member, long start, long end)
    {
        Span<byte> buffer = stackalloc byte[FormatDetector.HeadLength];
        ReadOnlySpan<byte> head = buffer[..content.Read(start, buffer[..(int)Math.Min(buffer.Length, end - start)])];
        var format = FormatDetector.Sniff(head, end - start);
        var isZero = head.IndexOfAnyExcept((byte)0) < 0;
        if (isZero && end - start > buffer.Length)
        {
            var tail = Math.Max(start, end - SniffedTail);
            ReadOnlySpan<byte> last = buffer[..content.Read(tail, buffer[..(int)(end - tail)])];
            isZero = last.IndexOfAnyExcept((byte)0) < 0;
        }

        var range = new UnownedRange(member, start, end - start, format, isZero);
        _unowned.Add(range);
        return range;
    }

    internal ModelFacts Build(string name, long length, long bytesRead, IReadOnlyList<FormatReading> readings, string? unsupported) => new()
    {
        Name = name,
        Length = length,
        BytesRead = bytesRead,
        Readings = readings,
        Pickles = _pickles,
        HiddenPickles = _hiddenPickles,
        TensorCount = _tensorCount,
        TensorBytes = _tensorBytes,
        Metadata = _metadata,
        External = _external,
        Arrays = _arrays,
        HeaderDefects = _defects,
        HeadersRead = HeadersRead,
        Oddities = _oddities,
        ContainersRead = ContainersRead,
        UnownedRanges = _unowned,
        CompressionLayers = _layers,
        Hazards = _hazards,
        Names = _names,
        Examined = _examined,
        Gaps = _gaps,
        UnsupportedFormat = unsupported,
    };
}
