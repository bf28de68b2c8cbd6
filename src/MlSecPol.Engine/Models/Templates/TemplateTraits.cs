namespace MlSecPol.Engine.Models.Templates;

/// <summary>Where a value of a template can come from, beside the texts that are known.</summary>
[Flags]
internal enum TemplateTraits
{
    None = 0,

    /// <summary>What the caller passes in: messages, tools, their parts.</summary>
    Data = 1,

    /// <summary>A number, a truth value or nothing.</summary>
    Number = 2,

    /// <summary>A text that the template's author makes at run time, of whatever characters.</summary>
    Computed = 4,

    /// <summary>A text of the caller's data and the author's, in an order that leaves its beginning open.</summary>
    Mixed = 8,

    /// <summary>A thing of the environment: a function, a macro, the template itself.</summary>
    Environment = 16,

    /// <summary>A namespace, whose fields the template sets.</summary>
    Namespace = 32,
}
