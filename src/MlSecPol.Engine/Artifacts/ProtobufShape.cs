namespace MlSecPol.Engine.Artifacts;

/// <summary>What the fields of a message must look like, for content to be taken for it.</summary>
internal sealed class ProtobufShape
{
    private readonly Dictionary<int, (ProtobufExpectation Expectation, ProtobufShape? Shape, bool IsEvidence)> _fields = [];

    /// <summary>Whether fields that are not named may stand there too; never as the first.</summary>
    internal bool IsLoose { get; init; }

    /// <summary>How many different fields of evidence there must be.</summary>
    internal int EvidenceNeeded { get; init; } = 1;

    /// <summary>Adds a field.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="expectation">What it must hold.</param>
    /// <param name="isEvidence">Whether the message is what it seems to be once this field was met and fits.</param>
    internal ProtobufShape With(int number, ProtobufExpectation expectation, bool isEvidence = false)
    {
        _fields.Add(number, (expectation, null, isEvidence));
        return this;
    }

    /// <summary>Adds fields that hold anything.</summary>
    internal ProtobufShape Any(params ReadOnlySpan<int> numbers)
    {
        foreach (var number in numbers) With(number, ProtobufExpectation.Anything);
        return this;
    }

    /// <summary>Adds a field that holds a message.</summary>
    internal ProtobufShape With(int number, ProtobufShape shape, bool isEvidence = false)
    {
        _fields.Add(number, (ProtobufExpectation.Message, shape, isEvidence));
        return this;
    }

    internal bool TryGet(int number, out (ProtobufExpectation Expectation, ProtobufShape? Shape, bool IsEvidence) field) => _fields.TryGetValue(number, out field);
}
