using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Checks;

/// <summary>Fails when a chat template can reach more than the chat: the interpreter behind its values, other files, hidden names.</summary>
[Check("MS4.ChatTemplate")]
public sealed class ChatTemplate() : HazardCheck(ModelAspect.Template, "The template reaches nothing but the chat that it renders.", "There is no chat template.");
