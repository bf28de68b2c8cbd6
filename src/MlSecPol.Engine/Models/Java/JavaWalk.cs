using System.Runtime.CompilerServices;
using System.Text;
using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Java;

/// <summary>Walks the grammar of the object stream protocol, version 5: objects, class descriptions, arrays, texts and blocks of data.</summary>
internal sealed class JavaWalk(ByteCursor cursor, JavaClassJudge judge, FactsBuilder facts)
{
    private const int FirstHandle = 0x7E0000;
    private const int Deepest = 5_000;
    private const int MostHandles = 10_000_000;
    private const int WritesItself = 1, IsSerializable = 2, IsExternal = 4, IsBlock = 8;
    private const byte Null = 0x70, Reference = 0x71, ClassDescription = 0x72, Instance = 0x73, Text = 0x74, Array = 0x75, Class = 0x76, Block = 0x77, EndOfBlock = 0x78, Reset = 0x79,
        LongBlock = 0x7A, Failure = 0x7B, LongText = 0x7C, ProxyDescription = 0x7D, Enumeration = 0x7E;

    private readonly List<JavaClass?> _handles = [];
    private int _depth;

    internal void Run()
    {
        while (cursor.Remaining > 0) Content();
    }

    private void Content()
    {
        if (++_depth > Deepest || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"Objects stand deeper inside each other than {_depth} (byte {cursor.Position}).", "Obtain the file again.");
        facts.Token.ThrowIfCancellationRequested();
        var at = cursor.Position;
        var tag = cursor.ReadByte();
        switch (tag)
        {
            case Null or EndOfBlock:
                break;
            case Reference:
                cursor.ReadInt32BigEndian();
                break;
            case Block:
                cursor.Skip(cursor.ReadByte());
                break;
            case LongBlock:
                cursor.Skip((uint)cursor.ReadInt32BigEndian());
                break;
            case Text:
                Handle(null);
                cursor.Skip((ushort)cursor.ReadInt16BigEndian());
                break;
            case LongText:
                Handle(null);
                cursor.Skip(cursor.ReadInt64BigEndian());
                break;
            case Reset:
                _handles.Clear();
                break;
            case Failure:
                _handles.Clear();
                Content();
                _handles.Clear();
                break;
            case ClassDescription or ProxyDescription:
                Describe(tag, at);
                break;
            case Class:
                Description();
                Handle(null);
                break;
            case Enumeration:
                Description();
                Handle(null);
                Content();
                break;
            case Instance:
                var type = Description();
                Handle(null);
                Data(type);
                break;
            case Array:
                Elements(at);
                break;
            default:
                throw Broken($"there is no tag {tag:X2}", at);
        }

        _depth--;
    }

    private void Elements(long at)
    {
        var type = Description();
        Handle(null);
        var count = cursor.ReadInt32BigEndian();
        var element = type is { Name.Length: > 1 } ? type.Name[1] : 'L';
        var width = Width(element);
        if (count < 0 || (long)count * Math.Max(1, width) > cursor.Remaining) throw Broken($"an array claims {count} elements", at);
        if (width > 0) cursor.Skip((long)count * width);
        else for (var i = 0; i < count; i++) Content();
    }

    private JavaClass? Description()
    {
        var at = cursor.Position;
        var tag = cursor.ReadByte();
        switch (tag)
        {
            case Null:
                return null;
            case Reference:
                var index = cursor.ReadInt32BigEndian() - FirstHandle;
                return index >= 0 && index < _handles.Count ? _handles[index] : throw Broken("a reference leads to nothing", at);
            case ClassDescription or ProxyDescription:
                return Describe(tag, at);
            default:
                throw Broken($"tag {tag:X2} describes no class", at);
        }
    }

    private JavaClass Describe(byte tag, long at)
    {
        if (++_depth > Deepest || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new ArtifactException(ArtifactErrorKind.LimitReached, $"Classes stand deeper inside each other than {_depth} (byte {at}).", "Obtain the file again.");
        JavaClass type;
        if (tag == ProxyDescription)
        {
            type = new JavaClass(string.Empty) { Flags = IsSerializable };
            Handle(type);
            judge.Proxy(at);
            var count = cursor.ReadInt32BigEndian();
            if (count < 0 || count > cursor.Remaining / 2) throw Broken($"a proxy claims {count} interfaces", at);
            for (var i = 0; i < count; i++) Name();
        }
        else
        {
            type = new JavaClass(Name());
            judge.Judge(type.Name, at);
            cursor.Skip(8);
            Handle(type);
            type.Flags = cursor.ReadByte();
            var count = (ushort)cursor.ReadInt16BigEndian();
            for (var i = 0; i < count; i++)
            {
                var code = (char)cursor.ReadByte();
                Name();
                if (code is 'L' or '[') Content();
                else if (Width(code) == 0) throw Broken($"a field has the type '{code}'", at);
                type.Fields.Add(code);
            }
        }

        Annotation();
        type.Parent = Description();
        _depth--;
        return type;
    }

    /// <summary>The data of an object, from its topmost class down.</summary>
    private void Data(JavaClass? type)
    {
        var chain = new List<JavaClass>();
        for (var at = type; at is not null && chain.Count < 100; at = at.Parent) chain.Add(at);
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            var level = chain[i];
            if ((level.Flags & IsExternal) != 0)
            {
                if ((level.Flags & IsBlock) == 0) throw Broken($"the data of {level.Name} can only be read by the class itself", cursor.Position);
                Annotation();
                continue;
            }

            if ((level.Flags & IsSerializable) == 0) continue;
            foreach (var field in level.Fields.OrderBy(f => f is 'L' or '['))
            {
                // Numbers stand before objects, each kind in the order of the description.
                if (field is 'L' or '[') Content();
                else cursor.Skip(Width(field));
            }

            if ((level.Flags & WritesItself) != 0) Annotation();
        }
    }

    private void Annotation()
    {
        while (cursor.PeekByte() != EndOfBlock)
        {
            if (cursor.Remaining == 0) throw Broken("it ends inside of an object", cursor.Position);
            Content();
        }

        cursor.ReadByte();
    }

    private string Name()
    {
        var length = (ushort)cursor.ReadInt16BigEndian();
        return Encoding.UTF8.GetString(cursor.Take(length));
    }

    private void Handle(JavaClass? type)
    {
        if (_handles.Count >= MostHandles) throw new ArtifactException(ArtifactErrorKind.LimitReached, $"The stream has more than {MostHandles} objects.", "Obtain the file again.");
        _handles.Add(type);
    }

    private static int Width(char code) => code switch
    {
        'B' or 'Z' => 1,
        'C' or 'S' => 2,
        'I' or 'F' => 4,
        'J' or 'D' => 8,
        _ => 0,
    };

    private static ArtifactException Broken(string what, long at) =>
        new(ArtifactErrorKind.Malformed, $"The object stream is broken at byte {at}: {what}.", "Obtain the file again and compare its hash.");

    private sealed class JavaClass(string name)
    {
        public string Name { get; } = name;

        public int Flags { get; set; }

        public List<char> Fields { get; } = [];

        public JavaClass? Parent { get; set; }
    }
}
