using MlSecPol.HelpBuilder.Tests.Specimens;

namespace MlSecPol.HelpBuilder.Tests;

/// <summary>A folder with a good page for each specimen and one topic; tests spoil one thing at a time.</summary>
internal sealed class HelpFolder : IDisposable
{
    public const string GetPage = """
        # Get-Specimen

        ## Synopsis
        Gets *specimens* from `here`.

        ## Description
        First paragraph, broken
        over two lines.

        - one
          1. inner
        - two, see [the site](https://example.org/x)

        | Key | Meaning |
        |---|---|
        | a | the first |

        ## Examples
        ### All of them
        ```powershell
        Get-Specimen -Path a*
        Get-Specimen -Path b*
        ```
        Shows all & more.

        ```output
        specimen
          indented
        ```

        ### Literally
        ```powershell
        Get-Specimen -LiteralPath a
        ```
        Shows one.

        ## Parameters
        ### -Path
        Files, with wildcards.

        ### -LiteralPath
        Files, taken as they are.

        ### -Colour
        Their colour.

        ### -Word
        A word.

        ### -Recurse
        Also below.

        ## Inputs
        ### System.String
        A path.

        ## Outputs
        ### System.String
        A name.

        ### System.Int32[]
        Numbers.

        ## Notes
        Nothing is read.

        ## Related links
        - [Remove-Specimen](Remove-Specimen.md)
        - [The site](https://example.org/site)
        """;

    public const string RemovePage = """
        # Remove-Specimen

        ## Synopsis
        Removes.

        ## Description
        Removes it.

        ## Examples
        ### A
        ```powershell
        Remove-Specimen
        ```
        Removes.

        ### B
        ```powershell
        Remove-Specimen -WhatIf
        ```
        Says so.

        ## Parameters

        ## Inputs
        ### None
        Nothing.

        ## Outputs
        ### None
        Nothing.
        """;

    public const string Topic = """
        # about_Specimens

        ## Short description
        What specimens are.

        ## Long description
        A sentence that is certainly much longer than the eighty columns which a plain terminal has, so that it must be broken.

        - a bullet whose text is also much longer than one line of eighty columns can hold, and hangs
        - b

        ```powershell
        Get-Specimen
        ```

        ### Codes

        | Code | Meaning |
        |---|---|
        | 0 | a meaning that is much longer than what is left of the line after the first column, so it wraps |
        | 10 | short |
        """;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mlsecpol-help-");

    public HelpFolder()
    {
        Directory.CreateDirectory(Docs);
        Write("Get-Specimen", GetPage);
        Write("Remove-Specimen", RemovePage);
        Write("about_Specimens", Topic);
    }

    public static string Assembly => typeof(GetSpecimenCommand).Assembly.Location;

    public string Docs => Path.Combine(_root.FullName, "docs");

    public string Output => Path.Combine(_root.FullName, "module", "en-US");

    public string Maml => File.ReadAllText(Path.Combine(Output, Path.GetFileName(Assembly) + "-Help.xml"));

    public string TopicText => File.ReadAllText(Path.Combine(Output, "about_Specimens.help.txt"));

    public void Write(string page, string text) => File.WriteAllText(Path.Combine(Docs, page + ".md"), text);

    public void Delete(string page) => File.Delete(Path.Combine(Docs, page + ".md"));

    public IReadOnlyList<Problem> Build() => HelpBuild.Run(Assembly, Docs, Output);

    public void Dispose() => _root.Delete(recursive: true);
}
