using System.Globalization;

namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>
/// The definitions of the messages of one format, as far as they are walked. Written as text: a line with the name of a message, then its fields,
/// indented, one a line: number, name, kind (<c>int text blob numbers</c> or the name of a message), with a star when it is repeated.
/// </summary>
internal sealed class ProtoSchema
{
    private readonly Dictionary<string, ProtoMessage> _messages = new(StringComparer.Ordinal);

    internal ProtoSchema(string definition)
    {
        var references = new List<(ProtoField Field, string Message)>();
        ProtoMessage? message = null;
        foreach (var line in definition.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0) continue;
            if (words.Length == 1)
            {
                message = new ProtoMessage(words[0]);
                _messages.Add(message.Name, message);
                continue;
            }

            var kind = words[2].TrimEnd('*');
            var field = new ProtoField(int.Parse(words[0], CultureInfo.InvariantCulture), words[1], $"{message!.Name}.{words[1]}", Kind(kind), words[2].EndsWith('*'), message.Count);
            if (field.Kind == ProtoKind.Message) references.Add((field, kind));
            message.Add(field);
        }

        foreach (var (field, name) in references) field.Message = _messages[name];
    }

    internal ProtoMessage this[string name] => _messages[name];

    private static ProtoKind Kind(string word) => word switch
    {
        "int" => ProtoKind.Integer,
        "text" => ProtoKind.Text,
        "blob" => ProtoKind.Blob,
        "numbers" => ProtoKind.Numbers,
        _ => ProtoKind.Message,
    };
}
