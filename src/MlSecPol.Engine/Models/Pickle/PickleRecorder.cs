namespace MlSecPol.Engine.Models.Pickle;

/// <summary>
/// Keeps what the programs of a content do, in order and each thing once. Bounded: equal calls are counted, and calls of one callable
/// beyond the limit are counted as one call with unknown arguments.
/// </summary>
internal sealed class PickleRecorder(PickleLimits limits)
{
    private const int RecordedCalls = 50_000;
    private const int DivergencesOfAKind = 16;

    private readonly Dictionary<(string Module, string Name, bool Resolved), int> _importIndex = [];
    // Both by hashes that nobody outside can steer, so that two uses that differ do not meet.
    private readonly Dictionary<long, int> _callIndex = [];
    private readonly Dictionary<long, int> _uses = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly long _seed = Random.Shared.NextInt64();
    private readonly List<PickleImport> _imports = [];
    private readonly List<(string Full, string Plain)> _fullNames = [];
    private readonly List<PickleCall> _calls = [];
    private readonly List<PicklePersistentId> _persistentIds = [];
    private readonly List<PickleDivergence> _divergences = [];

    public IReadOnlyList<PickleImport> Imports => _imports;

    public IReadOnlyList<PickleCall> Calls => _calls;

    public IReadOnlyList<PicklePersistentId> PersistentIds => _persistentIds;

    public IReadOnlyList<PickleDivergence> Divergences => _divergences;

    /// <summary>The full name of an import, made once.</summary>
    public string NameOf(int import) => Names(import).Full;

    /// <summary>The full name with the private twins of some modules replaced by the modules.</summary>
    public string PlainNameOf(int import) => Names(import).Plain;

    public PickleReading Reading { get; set; }

    public int Depth { get; set; }

    /// <summary>What is added to the offsets of a nested content; null where it stands nowhere in the content and has the offset of its loader.</summary>
    public long? Shift { get; set; } = 0;

    /// <summary>The offset that everything in a content without a place of its own gets.</summary>
    public long LoaderOffset { get; set; }

    /// <summary>One instance for each text of names.</summary>
    public string Intern(ReadOnlySpan<char> name)
    {
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var known)) return known;
        var text = name.ToString();
        if (_names.Count < limits.Imports) _names.Add(text);
        return text;
    }

    /// <summary>Records an import and gives its index; -1 when the limit is reached.</summary>
    public int AddImport(PickleImport import)
    {
        var key = (import.Module, import.Name, import.IsResolved);
        if (_importIndex.TryGetValue(key, out var index))
        {
            var known = _imports[index];
            if (known.Reading != PickleReading.Primary && Reading == PickleReading.Primary) _imports[index] = Place(import);
            else if (known.IsDerived && !import.IsDerived && known.Reading == Reading) _imports[index] = known with { IsDerived = false };
            return index;
        }

        if (_imports.Count >= limits.Imports) return -1;
        _imports.Add(Place(import));
        _importIndex.Add(key, _imports.Count - 1);
        return _imports.Count - 1;
    }

    /// <summary>Counts a use, and says what is wanted of it: nothing when it is known, everything when it is new, the target alone when there are too many.</summary>
    /// <param name="opcode">The instruction.</param>
    /// <param name="calleeKey">What is used, the same for everything that the policy cannot tell apart.</param>
    /// <param name="signature">A hash of the arguments; see <see cref="Mix"/>.</param>
    public CallDetail Count(PickleOpcode opcode, long calleeKey, long signature)
    {
        var callee = Mix(((long)opcode << 8) | (uint)Reading, calleeKey);
        var key = Mix(callee, signature);
        if (_callIndex.TryGetValue(key, out var index))
        {
            _calls[index].Count++;
            return CallDetail.None;
        }

        var uses = _uses.GetValueOrDefault(callee);
        if (uses < limits.UsesPerCallable && _calls.Count < RecordedCalls)
        {
            _uses[callee] = uses + 1;
            _callIndex.Add(key, _calls.Count);
            return CallDetail.All;
        }

        key = callee;
        if (_callIndex.TryAdd(key, _calls.Count)) return CallDetail.Target;
        index = _callIndex[key];
        _calls[index].Count++;
        return CallDetail.None;
    }

    /// <summary>Records the call that <see cref="Count"/> asked for.</summary>
    public void AddCall(PickleOpcode opcode, long offset, PickleValue target, IReadOnlyList<PickleValue>? arguments) =>
        _calls.Add(new PickleCall { Opcode = opcode, Offset = At(offset), Target = target, Arguments = arguments, Depth = Depth, Reading = Reading });

    /// <summary>Whether persistent ids are still wanted.</summary>
    public bool WantsPersistentIds => Reading == PickleReading.Primary && _persistentIds.Count < limits.Nodes / 16;

    public void AddPersistentId(long offset, PickleValue id) => _persistentIds.Add(new PicklePersistentId(At(offset), id));

    public void AddDivergence(PickleDivergenceKind kind, long offset, string detail)
    {
        if (Reading != PickleReading.Primary || _divergences.Count(d => d.Kind == kind) >= DivergencesOfAKind) return;
        _divergences.Add(new PickleDivergence(kind, At(offset), detail));
    }

    /// <summary>Where the record stands now, for <see cref="Demote"/>.</summary>
    public (int Imports, int Calls, int PersistentIds, int Divergences) Mark() => (_imports.Count, _calls.Count, _persistentIds.Count, _divergences.Count);

    /// <summary>Takes everything since the mark for a mere possible reading of bytes that turned out to be no program.</summary>
    public void Demote((int Imports, int Calls, int PersistentIds, int Divergences) mark)
    {
        for (var i = mark.Imports; i < _imports.Count; i++) _imports[i] = _imports[i] with { Reading = PickleReading.Trailing };
        for (var i = mark.Calls; i < _calls.Count; i++) _calls[i] = _calls[i] with { Reading = PickleReading.Trailing };
        _persistentIds.RemoveRange(mark.PersistentIds, _persistentIds.Count - mark.PersistentIds);
        _divergences.RemoveRange(mark.Divergences, _divergences.Count - mark.Divergences);
    }

    /// <summary>Stirs a number into a hash that cannot be predicted from outside.</summary>
    public long Mix(long hash, long value)
    {
        var x = (ulong)(hash ^ value ^ _seed) * 0x9E3779B97F4A7C15UL;
        x = (x ^ (x >> 29)) * 0xBF58476D1CE4E5B9UL;
        return (long)(x ^ (x >> 32));
    }

    private (string Full, string Plain) Names(int import)
    {
        while (_fullNames.Count <= import)
        {
            var added = _imports[_fullNames.Count];
            var full = added.FullName;
            _fullNames.Add((full, added.Module is "_operator" or "_codecs" or "_functools" ? full[1..] : full));
        }

        return _fullNames[import];
    }

    private long At(long offset) => Shift is { } shift ? offset + shift : LoaderOffset;

    private PickleImport Place(PickleImport import) => import with { Offset = At(import.Offset), Depth = Depth, Reading = Reading };
}

/// <summary>How much of a call is wanted for the record.</summary>
internal enum CallDetail
{
    /// <summary>Nothing: it was counted.</summary>
    None,

    /// <summary>What is called.</summary>
    Target,

    /// <summary>What is called, and the arguments.</summary>
    All,
}
