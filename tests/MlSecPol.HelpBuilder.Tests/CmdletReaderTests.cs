using MlSecPol.HelpBuilder.Cmdlets;

namespace MlSecPol.HelpBuilder.Tests;

public sealed class CmdletReaderTests
{
    private static readonly CmdletMetadata Get = CmdletReader.Read(HelpFolder.Assembly).Single(cmdlet => cmdlet.Name == "Get-Specimen");

    [Fact]
    public void Cmdlets_come_sorted() =>
        Assert.Equal(["Get-Specimen", "Remove-Specimen"], CmdletReader.Read(HelpFolder.Assembly).Select(cmdlet => cmdlet.Name));

    [Fact]
    public void The_class_is_read()
    {
        Assert.Equal(["Path", "LiteralPath"], Get.Sets);
        Assert.Equal("https://example.org/specimen", Get.HelpUri);
        Assert.Equal(["System.String", "System.Int32[]"], Get.OutputTypes);
        Assert.False(Get.SupportsShouldProcess);
        Assert.Equal(["Colour", "Path", "LiteralPath", "Word", "Recurse"], Get.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void A_parameter_of_one_set_is_read()
    {
        var path = Parameter("Path");
        Assert.Equal(new ParameterUse(Mandatory: true, Position: 0, ByValue: true, ByPropertyName: true), path.In("Path"));
        Assert.Null(path.In("LiteralPath"));
        Assert.True(path.Wildcards);
        Assert.True(path.IsArray);
        Assert.Equal("System.String[]", path.TypeName);
        Assert.Equal("String[]", path.ShortTypeName);
        Assert.Equal(["PSPath", "LP"], Parameter("LiteralPath").Aliases);
    }

    [Fact]
    public void A_parameter_of_all_sets_is_read()
    {
        var recurse = Parameter("Recurse");
        Assert.Equal(new ParameterUse(Mandatory: false, Position: null, ByValue: false, ByPropertyName: false), recurse.In("LiteralPath"));
        Assert.True(recurse.IsSwitch);
    }

    [Fact]
    public void Values_come_from_enumerations_and_validation_sets_in_their_order()
    {
        Assert.Equal(["Red", "Green"], Parameter("Colour").Values);
        Assert.Equal("all colours", Parameter("Colour").Default);
        Assert.Equal(["One", "Two"], Parameter("Word").Values);
    }

    private static ParameterMetadata Parameter(string name) => Get.Parameters.Single(parameter => parameter.Name == name);
}
