using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace MlSecPol.HelpBuilder.Cmdlets;

/// <summary>Reads cmdlet declarations from an assembly without loading it, so that neither its code nor PowerShell is needed.</summary>
internal static class CmdletReader
{
    private const string Automation = "System.Management.Automation.";

    /// <summary>Reads all cmdlets, sorted by name.</summary>
    /// <param name="assemblyPath">The compiled cmdlets; referenced assemblies are looked for beside it, beside this tool and in the runtime.</param>
    /// <returns>The public cmdlet classes.</returns>
    public static IReadOnlyList<CmdletMetadata> Read(string assemblyPath)
    {
        var path = Path.GetFullPath(assemblyPath);
        var libraries = new[] { Path.GetDirectoryName(path)!, AppContext.BaseDirectory, RuntimeEnvironment.GetRuntimeDirectory() }
            .SelectMany(folder => Directory.GetFiles(folder, "*.dll"))
            .DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase);
        using MetadataLoadContext context = new(new PathAssemblyResolver(libraries));
        return context.LoadFromAssemblyPath(path).GetExportedTypes()
            .Where(type => !type.IsAbstract)
            .Select(ReadCmdlet)
            .OfType<CmdletMetadata>()
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)
            .ToList();
    }

    private static CmdletMetadata? ReadCmdlet(Type type)
    {
        var attributes = type.GetCustomAttributesData();
        if (attributes.FirstOrDefault(data => Is(data, "CmdletAttribute")) is not { } cmdlet) return null;
        return new CmdletMetadata
        {
            Verb = (string)cmdlet.ConstructorArguments[0].Value!,
            Noun = (string)cmdlet.ConstructorArguments[1].Value!,
            DefaultSet = Named(cmdlet, "DefaultParameterSetName") as string,
            HelpUri = Named(cmdlet, "HelpUri") as string,
            SupportsShouldProcess = Named(cmdlet, "SupportsShouldProcess") is true,
            OutputTypes = attributes.Where(data => Is(data, "OutputTypeAttribute")).SelectMany(OutputTypes).Distinct(StringComparer.Ordinal).ToList(),
            Parameters = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(ReadParameter).OfType<ParameterMetadata>().ToList(),
        };
    }

    private static ParameterMetadata? ReadParameter(PropertyInfo property)
    {
        var attributes = property.GetCustomAttributesData();
        var uses = attributes.Where(data => Is(data, "ParameterAttribute")).ToDictionary(SetName, Use, StringComparer.OrdinalIgnoreCase);
        if (uses.Count == 0) return null;

        var type = Underlying(property.PropertyType);
        var item = type.IsArray ? Underlying(type.GetElementType()!) : type;
        return new ParameterMetadata
        {
            Name = property.Name,
            TypeName = TypeName(type, full: true),
            ShortTypeName = TypeName(type, full: false),
            IsSwitch = type.FullName == Automation + "SwitchParameter",
            IsArray = type.IsArray,
            Values = item.IsEnum
                ? item.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name).ToList()
                : Strings(attributes, "ValidateSetAttribute"),
            Aliases = Strings(attributes, "AliasAttribute"),
            Wildcards = attributes.Any(data => Is(data, "SupportsWildcardsAttribute")),
            Default = attributes.FirstOrDefault(data => Is(data, "PSDefaultValueAttribute")) is { } value
                ? Convert.ToString(Named(value, "Help") ?? Named(value, "Value"), CultureInfo.InvariantCulture)
                : null,
            Uses = uses,
        };
    }

    private static string SetName(CustomAttributeData parameter) => Named(parameter, "ParameterSetName") as string ?? ParameterMetadata.AllSets;

    private static ParameterUse Use(CustomAttributeData parameter) => new(
        Mandatory: Named(parameter, "Mandatory") is true,
        Position: Named(parameter, "Position") as int?,
        ByValue: Named(parameter, "ValueFromPipeline") is true,
        ByPropertyName: Named(parameter, "ValueFromPipelineByPropertyName") is true);

    private static IEnumerable<string> OutputTypes(CustomAttributeData attribute) =>
        attribute.ConstructorArguments.SelectMany(Items).Select(value => value is Type type ? TypeName(type, full: true) : value as string).OfType<string>();

    private static List<string> Strings(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.Where(data => Is(data, name)).SelectMany(data => data.ConstructorArguments).SelectMany(Items).OfType<string>().ToList();

    private static IEnumerable<object?> Items(CustomAttributeTypedArgument argument) =>
        argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> items ? items.Select(item => item.Value) : [argument.Value];

    private static object? Named(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name).Select(argument => argument.TypedValue.Value).FirstOrDefault();

    private static bool Is(CustomAttributeData attribute, string name) => attribute.AttributeType.FullName == Automation + name;

    private static Type Underlying(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1" ? type.GetGenericArguments()[0] : type;

    /// <summary>Names a type the way PowerShell writes it: <c>List[String]</c>, <c>Int32[]</c>.</summary>
    private static string TypeName(Type type, bool full)
    {
        if (type.IsArray) return TypeName(type.GetElementType()!, full) + "[]";
        var name = full ? type.FullName ?? type.Name : type.Name;
        if (!type.IsGenericType) return name;
        return $"{(full ? type.GetGenericTypeDefinition().FullName! : name).Split('`')[0]}[{string.Join(',', type.GetGenericArguments().Select(part => TypeName(part, full)))}]";
    }
}
