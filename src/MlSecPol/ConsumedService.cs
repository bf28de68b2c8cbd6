namespace MlSecPol;

/// <summary>The kind of AI service that an activity consumes.</summary>
public enum ConsumedService
{
    /// <summary>No AI service.</summary>
    None,

    /// <summary>An AI service of a cloud provider that the organisation runs in its own provider account: an API, endpoint or pre-trained model.</summary>
    CspAiService,

    /// <summary>A generative consumer or assistant product of somebody else, for example Copilot, ChatGPT or Gemini.</summary>
    ExternalGenAiService,

    /// <summary>An AI service that is not yet known to be one or the other; the policy has to be asked about it.</summary>
    UnclassifiedAiService,
}
