namespace MlSecPol.Engine.Datasets.Secrets;

/// <summary>What is looked for in texts beside identifiers.</summary>
public enum SignalSubject
{
    /// <summary>A key, token or password.</summary>
    Secret,

    /// <summary>Text that is meant for a model rather than for a reader.</summary>
    Instruction,
}
