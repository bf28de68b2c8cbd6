namespace MlSecPol.Engine.Checks;

/// <summary>Turns the positions that a reader reports into the steps between them, which can be added up over many readers.</summary>
/// <param name="steps">Hears of the steps.</param>
public sealed class PositionProgress(IProgress<long> steps) : IProgress<long>
{
    private long _position;

    /// <summary>Takes the position that a reader has reached; one before the last one, as a further file has, is a step of its own.</summary>
    public void Report(long value)
    {
        steps.Report(value >= _position ? value - _position : value);
        _position = value;
    }
}
