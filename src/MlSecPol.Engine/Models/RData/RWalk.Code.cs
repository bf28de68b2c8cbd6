using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.RData;

/// <summary>The rarer items: compiled code, other representations of vectors, packages.</summary>
internal sealed partial class RWalk
{
    private const string BaseClasses = " compact_intseq compact_realseq deferred_string wrap_integer wrap_real wrap_string wrap_logical wrap_complex wrap_raw wrap_list ";

    /// <summary>A package, a namespace or a persistent object: a few texts that say which.</summary>
    private RItem Named(RType type)
    {
        var at = stream.Position;
        stream.ReadInteger();
        string? first = null;
        var count = Length(8);
        for (long i = 0; i < count; i++)
        {
            var text = Item(isFrame: false).Name;
            if (i == 0) first = text;
        }

        Remember(null);
        if (type == RType.Persistent)
            judge.Note(HazardEffect.Note, "r:persistent", first ?? "persistent object", "A part of the object is kept elsewhere and restored by a function of the loader.", at);
        return new RItem(type, null);
    }

    private RItem Alternative()
    {
        var at = stream.Position;
        var names = Info();
        Item(isFrame: false);
        Item(isFrame: false);
        var name = names.Count > 0 ? names[0] : string.Empty;
        var package = names.Count > 1 ? names[1] : string.Empty;
        if (name is "mmap_integer" or "mmap_real")
        {
            judge.Note(HazardEffect.ReadFile, "r:memory-map", name, "A vector is restored by mapping a file of the loading machine into memory.", at);
        }
        else if (package != "base" || !BaseClasses.Contains($" {name} ", StringComparison.Ordinal))
        {
            judge.Note(HazardEffect.Note, "r:representation", $"{package}::{name}", $"A vector is restored by the package '{ShortText.Of(package)}', which is loaded for it.", at);
        }

        return new RItem(RType.Alternative, null);
    }

    /// <summary>Class and package of a representation, two symbols at the head of a pairlist.</summary>
    private List<string> Info()
    {
        var names = new List<string>(2);
        while (true)
        {
            var flags = stream.ReadInteger();
            if ((RType)(flags & 0xFF) != RType.PairList)
            {
                Item(flags, isFrame: false);
                return names;
            }

            if ((flags & 0x200) != 0) Item(isFrame: false);
            if ((flags & 0x400) != 0) Item(isFrame: false);
            if (Item(isFrame: false) is { Type: RType.Symbol, Name: { } name } && names.Count < 2) names.Add(name);
        }
    }

    private void Code()
    {
        if (++_depth > Deepest || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw stream.Broken("compiled code stands too deep inside of compiled code");
        Item(isFrame: false);
        var count = stream.ReadInteger();
        if (count < 0 || count > stream.Remaining) throw stream.Broken("compiled code has more constants than the content has bytes");
        for (var i = 0; i < count; i++)
        {
            var at = stream.Position;
            var type = (RType)stream.ReadInteger();
            switch (type)
            {
                case RType.ByteCode:
                    Code();
                    break;
                case RType.Language or RType.PairList or RType.CodeDefinition or RType.CodeReference or RType.AttributeLanguage or RType.AttributeList:
                    CodeLanguage(type);
                    break;
                default:
                    // A function that compiled code calls stands among its constants as a symbol.
                    if (Item(isFrame: false) is { Type: RType.Symbol, Name: { } name } && RCallJudge.IsSpawning(name)) judge.Call(name, _scope, at);
                    break;
            }
        }

        _depth--;
    }

    private RItem CodeLanguage(RType type)
    {
        if (++_depth > Deepest || !System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw stream.Broken("compiled code stands too deep inside of compiled code");
        var item = CodeLanguageItem(type);
        _depth--;
        return item;
    }

    private RItem CodeLanguageItem(RType type)
    {
        var at = stream.Position;
        if (type == RType.CodeReference)
        {
            var index = stream.ReadInteger();
            if (index < 0 || index >= _codeReferences) throw stream.Broken($"compiled code refers to part {index} of {_codeReferences}");
            return new RItem(type, null);
        }

        if (type == RType.CodeDefinition)
        {
            stream.ReadInteger();
            type = (RType)stream.ReadInteger();
        }

        var isCall = type is RType.Language or RType.AttributeLanguage;
        if (!isCall && type is not (RType.PairList or RType.AttributeList)) return Item(isFrame: false);

        string? function = null;
        var isFirst = true;
        while (true)
        {
            facts.Token.ThrowIfCancellationRequested();
            if (type is RType.AttributeLanguage or RType.AttributeList) Item(isFrame: false);
            Item(isFrame: false);
            var head = CodeLanguage((RType)stream.ReadInteger());
            if (isFirst && isCall && head.Name is { } called)
            {
                function = called;
                judge.Call(called, _scope, at);
            }
            else if (!isFirst && function is not null && head.Name is { } argument)
            {
                if (RCallJudge.IsIndirect(function) && RCallJudge.IsSpawning(argument)) judge.Call(argument, _scope, at);
                else judge.Argument(function, argument, _scope, at);
            }

            isFirst = false;
            type = (RType)stream.ReadInteger();
            if (type is RType.PairList or RType.AttributeList) continue;
            CodeLanguage(type);
            return new RItem(RType.Language, null);
        }
    }
}
