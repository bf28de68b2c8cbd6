using System.Diagnostics.CodeAnalysis;

namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>The definition of a message.</summary>
internal sealed class ProtoMessage(string name)
{
    private readonly Dictionary<int, ProtoField> _byNumber = [];
    private readonly Dictionary<string, ProtoField> _byName = new(StringComparer.Ordinal);

    internal string Name { get; } = name;

    internal int Count => _byNumber.Count;

    /// <summary>The message as the value of a field without a name: the root of a file.</summary>
    internal ProtoField AsRoot() => new(0, string.Empty, Name, ProtoKind.Message, false, 0) { Message = this };

    internal void Add(ProtoField field)
    {
        _byNumber.Add(field.Number, field);
        _byName.Add(field.Name, field);
    }

    internal bool TryGet(int number, [NotNullWhen(true)] out ProtoField? field) => _byNumber.TryGetValue(number, out field);

    internal bool TryGet(string name, [NotNullWhen(true)] out ProtoField? field) => _byName.TryGetValue(name, out field);
}
