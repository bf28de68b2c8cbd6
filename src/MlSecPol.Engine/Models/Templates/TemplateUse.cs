namespace MlSecPol.Engine.Models.Templates;

/// <summary>What a text with the marks of a template is there for, which decides what in it is out of the ordinary.</summary>
internal enum TemplateUse
{
    /// <summary>It makes the prompt of a chat: renderers define next to nothing, and no other template is at hand.</summary>
    Chat,

    /// <summary>It makes a file, such as a recipe for an image: parts of it stand in its folder, and its program defines names of its own.</summary>
    Source,

    /// <summary>It may be a template of another language, or none: only what acts counts.</summary>
    Text,
}
