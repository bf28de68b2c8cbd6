namespace MlSecPol;

/// <summary>How closely a clause of a framework asks for the same thing as a control: the judgement of this project, not an official crosswalk.</summary>
public enum MappingConfidence
{
    /// <summary>Related; meeting the control helps with the clause.</summary>
    Low,

    /// <summary>The clause covers a part of the control, or the control a part of the clause.</summary>
    Medium,

    /// <summary>Both ask for substantially the same thing.</summary>
    High,
}
