namespace MlSecPol.Engine.Datasets;

/// <summary>Characters that a reader does not see and a program acts upon.</summary>
public enum CharacterHazard
{
    /// <summary>A control character other than tab, line feed and carriage return: U+0001 to U+001F, U+007F to U+009F.</summary>
    Control,

    /// <summary>A character without width: U+200B, U+2060 to U+2064, U+FEFF inside the text, U+180E, and U+200C or U+200D next to an ASCII character.</summary>
    ZeroWidth,

    /// <summary>An explicit bidirectional control, U+202A to U+202E and U+2066 to U+2069, which reorders what is shown (CVE-2021-42574).</summary>
    Bidirectional,

    /// <summary>An implicit directional mark: U+200E, U+200F, U+061C. Legitimate in right-to-left text.</summary>
    DirectionalMark,

    /// <summary>A tag character, U+E0000 to U+E007F outside an emoji flag: invisible ASCII, used to smuggle instructions.</summary>
    Tag,
}
