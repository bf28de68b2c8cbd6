namespace MlSecPol;

/// <summary>How an AI service is delivered.</summary>
public enum ServiceDelivery
{
    /// <summary>Software as a service: the provider runs the finished application.</summary>
    SaaS,

    /// <summary>Platform as a service: the provider runs the platform, the organisation what stands on it.</summary>
    PaaS,

    /// <summary>Serverless: the organisation supplies code or requests, the provider everything below.</summary>
    Serverless,

    /// <summary>The organisation runs it itself, on its own or on rented machines.</summary>
    SelfHosted,
}
