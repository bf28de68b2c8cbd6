using System.Runtime.CompilerServices;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.RData;

/// <summary>Walks the items of a serialized R object in the order in which R reads them. Keeps names of symbols and nothing else.</summary>
internal sealed partial class RWalk(RStream stream, RCallJudge judge, string? member, FactsBuilder facts)
{
    private const int LongestName = 4096;
    private const int Deepest = 10_000;
    private const int MostReferences = 20_000_000;
    private const int ActiveBinding = 1 << 15;

    private readonly List<string?> _references = [];
    private RScope _scope;
    private int _depth;
    private int _functions;
    private int _pointers;
    private int _codeReferences;

    internal void Run()
    {
        Top();
        if (_pointers > 0) judge.Note(HazardEffect.Note, "r:external-pointer", "external pointers", $"The file holds {_pointers} external {(_pointers == 1 ? "pointer, which is" : "pointers, which are")} restored as null.", 0);
        if (_functions > 0) judge.Note(HazardEffect.Note, "r:functions", "functions", $"The file holds {_functions} {(_functions == 1 ? "function" : "functions")}, which run only when somebody calls them.", 0);
    }

    /// <summary>The object, or the variables of a workspace; R calls some of them by itself.</summary>
    private void Top()
    {
        var flags = stream.ReadInteger();
        while ((flags & 0x7FF) == (0x400 | (int)RType.PairList))
        {
            var at = stream.Position;
            var name = Item(isFrame: false).Name;
            var value = Item(isFrame: false);
            if (name is ".First" or ".Last" && value.Type == RType.Closure)
                judge.Note(HazardEffect.ExecuteLater, "r:startup", name, $"The workspace has a function {name}, which R calls by itself when a session that restored the workspace begins or ends.", at);
            flags = stream.ReadInteger();
        }

        Item(flags, isFrame: false);
    }

    private RItem Item(bool isFrame)
    {
        if (++_depth > Deepest || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"Objects stand deeper inside each other than {_depth} (byte {stream.Position}).", "Simplify the object before it is saved.");
        facts.Token.ThrowIfCancellationRequested();
        var item = Item(stream.ReadInteger(), isFrame);
        _depth--;
        return item;
    }

    private RItem Item(int flags, bool isFrame)
    {
        var type = (RType)(flags & 0xFF);
        var hasAttributes = (flags & 0x200) != 0;
        var hasTag = (flags & 0x400) != 0;
        switch (type)
        {
            case RType.Symbol:
                var name = Item(isFrame: false).Name;
                Remember(name);
                return new RItem(type, name);
            case RType.Reference:
                return Reference(flags);
            case RType.PairList or RType.Dots:
                return Pairs(flags, isFrame);
            case RType.Language:
                return Call(hasAttributes, hasTag);
            case RType.Closure:
                return Function(hasAttributes, hasTag);
            case RType.Promise:
                return Promise(hasAttributes, hasTag, isFrame);
            case RType.Environment:
                return Environment();
            case RType.Package or RType.Namespace or RType.Persistent:
                return Named(type);
            case RType.Characters:
                return new RItem(type, stream.ReadText(stream.ReadInteger(), LongestName));
            case RType.Special or RType.Builtin:
                var builtin = stream.ReadText(stream.ReadInteger(), LongestName) ?? string.Empty;
                if (RCallJudge.IsSpawning(builtin)) judge.Call(builtin, _scope, stream.Position);
                return new RItem(type, builtin);
            case RType.Alternative:
                return Alternative();
            case RType.ByteCode:
                // Functions inside of compiled code have parts of their own.
                var outer = _codeReferences;
                _codeReferences = stream.ReadInteger();
                Code();
                _codeReferences = outer;
                break;
            case RType.ExternalPointer:
                Remember(null);
                Item(isFrame: false);
                Item(isFrame: false);
                _pointers++;
                break;
            case RType.WeakReference:
                Remember(null);
                break;
            case >= RType.BaseEnvironment and <= RType.EmptyEnvironment or >= RType.BaseNamespace and <= RType.Nil or RType.Null:
                return new RItem(type, null);
            default:
                return Vector(type, hasAttributes);
        }

        if (hasAttributes) Item(isFrame: false);
        return new RItem(type, null);
    }

    private RItem Vector(RType type, bool hasAttributes)
    {
        string? only = null;
        switch (type)
        {
            case RType.Logical or RType.Integer:
                stream.SkipNumbers(Length(4), 4, 1);
                break;
            case RType.Real:
                stream.SkipNumbers(Length(8), 8, 1);
                break;
            case RType.Complex:
                stream.SkipNumbers(Length(16), 16, 2);
                break;
            case RType.Raw:
                stream.SkipNumbers(Length(1), 1, 1);
                break;
            case RType.Text:
                var texts = Length(8);
                for (long i = 0; i < texts; i++)
                {
                    if ((RType)(stream.ReadInteger() & 0xFF) != RType.Characters) throw stream.Broken("something else stands where a text is due");
                    only = stream.ReadText(stream.ReadInteger(), texts == 1 ? LongestName : 0);
                }

                if (texts != 1) only = null;
                break;
            case RType.List or RType.Expressions:
                for (var left = Length(4); left > 0; left--) Item(isFrame: false);
                break;
            case RType.Formal:
                break;
            default:
                throw stream.Broken($"there is no item of type {(int)type}");
        }

        if (hasAttributes) Item(isFrame: false);
        return new RItem(type, only);
    }

    /// <summary>A length, compared with what is left of the content.</summary>
    private long Length(int width)
    {
        var at = stream.Position;
        long length = stream.ReadInteger();
        if (length == -1)
        {
            var high = (long)(uint)stream.ReadInteger();
            length = (high << 32) | (uint)stream.ReadInteger();
        }

        // The textual encoding separates the smallest words by one byte.
        var smallest = stream.Smallest(width);
        if (length < 0 || length > stream.Remaining / smallest)
        {
            facts.AddDefect(HeaderDefectKind.OutOfBounds, member, at, $"vector at {at}", $"A vector claims {length} elements of at least {smallest} bytes; {stream.Remaining} bytes are left.");
            throw stream.Broken("a vector is longer than the content");
        }

        return length;
    }

    private void Remember(string? name)
    {
        if (_references.Count >= MostReferences) throw new ArtifactException(ArtifactErrorKind.LimitReached, $"The file has more than {MostReferences} symbols and environments.", "Split the object before it is saved.");
        _references.Add(name);
    }

    private RItem Reference(int flags)
    {
        var index = flags >> 8;
        if (index == 0) index = stream.ReadInteger();
        if (index < 1 || index > _references.Count)
        {
            facts.AddDefect(HeaderDefectKind.OutOfBounds, member, stream.Position, $"reference at {stream.Position}", $"A reference names item {index} of {_references.Count}.");
            throw stream.Broken("a reference leads to nothing");
        }

        return new RItem(_references[index - 1] is null ? RType.Environment : RType.Symbol, _references[index - 1]);
    }

    private RItem Pairs(int flags, bool isFrame)
    {
        // Pairlists may be as long as they like: the tail is a loop.
        while (true)
        {
            facts.Token.ThrowIfCancellationRequested();
            if ((flags & 0x200) != 0) Item(isFrame: false);
            var tag = (flags & 0x400) != 0 ? Item(isFrame: false).Name : null;
            var outer = _scope;
            if (isFrame && ((flags >> 12) & ActiveBinding) != 0)
            {
                judge.Note(HazardEffect.Note, "r:active-binding", tag ?? "binding", $"The variable '{ShortText.Of(tag ?? "")}' is a function that runs when it is looked at.", stream.Position);
                _scope = RScope.CapturedPromise;
            }

            Item(isFrame);
            _scope = outer;
            flags = stream.ReadInteger();
            if ((RType)(flags & 0xFF) is not (RType.PairList or RType.Dots))
            {
                Item(flags, isFrame);
                return new RItem(RType.PairList, null);
            }
        }
    }

    private RItem Call(bool hasAttributes, bool hasTag)
    {
        var at = stream.Position;
        if (hasAttributes) Item(isFrame: false);
        if (hasTag) Item(isFrame: false);
        var callee = Item(isFrame: false);
        if (callee.Name is { } function) judge.Call(function, _scope, at);
        Arguments(callee.Name);
        return new RItem(RType.Language, null);
    }

    private void Arguments(string? function)
    {
        var isIndirect = function is not null && RCallJudge.IsIndirect(function);
        while (true)
        {
            var flags = stream.ReadInteger();
            if ((RType)(flags & 0xFF) is not (RType.PairList or RType.Language))
            {
                Item(flags, isFrame: false);
                return;
            }

            if ((flags & 0x200) != 0) Item(isFrame: false);
            if ((flags & 0x400) != 0) Item(isFrame: false);
            var at = stream.Position;
            var argument = Item(isFrame: false);
            if (argument.Name is not { } text || function is null) continue;
            if (isIndirect && RCallJudge.IsSpawning(text)) judge.Call(text, _scope, at);
            else judge.Argument(function, text, _scope, at);
        }
    }

    private RItem Function(bool hasAttributes, bool hasTag)
    {
        _functions++;
        if (hasAttributes) Item(isFrame: false);
        var outer = _scope;

        // Its environment is data of its own; arguments and body are code.
        _scope = RScope.Data;
        if (hasTag) Item(isFrame: false);
        _scope = outer is RScope.Data ? RScope.Function : outer;
        Item(isFrame: false);
        Item(isFrame: false);
        _scope = outer;
        return new RItem(RType.Closure, null);
    }

    private RItem Promise(bool hasAttributes, bool hasTag, bool isFrame)
    {
        var at = stream.Position;
        if (hasAttributes) Item(isFrame: false);
        var outer = _scope;
        _scope = RScope.Data;
        if (hasTag) Item(isFrame: false);
        var value = Item(isFrame: false);

        // A promise that has its value is not evaluated again.
        var isOpen = value.Type == RType.Unbound;
        _scope = !isOpen ? RScope.Data : isFrame ? RScope.CapturedPromise : RScope.LoosePromise;
        var expression = Item(isFrame: false);
        _scope = outer;
        if (isOpen && !isFrame && expression.Type is RType.Language or RType.ByteCode or RType.Promise) judge.LoosePromise(at);
        return new RItem(RType.Promise, null);
    }

    private RItem Environment()
    {
        Remember(null);
        var outer = _scope;
        _scope = RScope.Data;
        stream.ReadInteger();
        Item(isFrame: false);
        Item(isFrame: true);
        HashTable();
        Item(isFrame: false);
        _scope = outer;
        return new RItem(RType.Environment, null);
    }

    /// <summary>The buckets of an environment, each a pairlist of bindings.</summary>
    private void HashTable()
    {
        var flags = stream.ReadInteger();
        if ((RType)(flags & 0xFF) != RType.List)
        {
            Item(flags, isFrame: true);
            return;
        }

        for (var left = Length(4); left > 0; left--) Item(isFrame: true);
        if ((flags & 0x200) != 0) Item(isFrame: false);
    }
}
