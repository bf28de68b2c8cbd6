using System.Globalization;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets;
using MlSecPol.Engine.Datasets.Checks;
using MlSecPol.Engine.Datasets.Schemas;
using Xunit;

namespace MlSecPol.Engine.Tests.Datasets;

public sealed class SchemaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlsecpol").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Values that the specification of Table Schema, version 1 and 2, gives or implies for each type.
    [Theory]
    [InlineData("'type':'integer'", "1 -2 +3 007", "1.0 1e3 x 1,000")]
    [InlineData("'type':'integer','groupChar':','", "1,000 12", "1.0")]
    [InlineData("'type':'integer','bareNumber':false", "95% €95 95", "x")]
    [InlineData("'type':'number'", "1 -2.5 1e10 .5 NaN INF -INF", "x 1,5 1.2.3 Infinity")]
    [InlineData("'type':'number','decimalChar':',','groupChar':'.'", "1.234,5 2", "x 1,2,3")]
    [InlineData("'type':'boolean'", "true True TRUE 1 false False FALSE 0", "yes tRUE 2")]
    [InlineData("'type':'boolean','trueValues':['yes'],'falseValues':['no']", "yes no", "true 1")]
    [InlineData("'type':'date'", "2024-02-29 1999-12-31", "2023-02-29 2024-13-01 24-01-01 2024-1 2024-01-01T00:00:00")]
    [InlineData("'type':'date','format':'%d/%m/%y'", "29/02/24 31/12/99", "2024-02-29 32/01/24")]
    [InlineData("'type':'date','format':'any'", "2024-02-29 29.02.2024 20240229", "tomorrow")]
    [InlineData("'type':'time'", "00:00:00 23:59:59", "24:00:00 1")]
    [InlineData("'type':'time','format':'%I:%M%p'", "01:30PM 12:00am", "13:00PM")]
    [InlineData("'type':'datetime'", "2024-02-29T01:02:03Z 2024-02-29T01:02:03.5+01:00 2024-02-29T01:02:03", "2024-02-29 2024-02-29T25:00:00Z")]
    [InlineData("'type':'year'", "2024 0001 -2024", "24 x")]
    [InlineData("'type':'yearmonth'", "2024-02", "2024-13 2024")]
    [InlineData("'type':'duration'", "P1Y2M3DT4H5M6S P1D PT0.5S -P1W", "P PT 1D P1S P1DT")]
    [InlineData("'type':'geopoint'", "90.50,45.50 -180,-90", "181,0 0,91 90.50")]
    [InlineData("'type':'object'", "{\"a\":1} {}", "[] {a} x")]
    [InlineData("'type':'array'", "[] [1,{}]", "{} [1")]
    [InlineData("'type':'string','format':'email'", "ana@example.org", "ana ana@ x@y@z")]
    [InlineData("'type':'string','format':'uri'", "https://example.org/a mailto:a@b.c", "example 1:2")]
    [InlineData("'type':'string','format':'uuid'", "00112233-4455-6677-8899-aabbccddeeff", "00112233")]
    [InlineData("'type':'string','format':'binary'", "aGk= aGVsbG8h", "a b?")]
    [InlineData("'type':'any'", "x 1", "")]
    [InlineData("'constraints':{'minLength':2,'maxLength':3}", "ab abc éü", "a abcd")]
    [InlineData("'type':'integer','constraints':{'minimum':-1,'maximum':'5'}", "-1 0 5", "-2 6")]
    [InlineData("'type':'date','constraints':{'minimum':'2024-01-01','maximum':'2024-12-31'}", "2024-01-01 2024-12-31", "2023-12-31 2025-01-01")]
    [InlineData("'constraints':{'pattern':'[a-c]+\\\\d'}", "a1 abc2", "a1x xa1 d1")]
    [InlineData("'constraints':{'enum':['a','b']}", "a b", "c A")]
    [InlineData("'type':'integer','constraints':{'enum':[1,2]}", "1 2", "3")]
    public void Values_of_each_type_and_constraint_are_told_from_others(string field, string valid, string invalid)
    {
        var schema = Declare($"{{'fields':[{{'name':'v',{field}}}]}}");
        foreach (var (values, isValid) in ((string, bool)[])[(valid, true), (invalid, false)])
        {
            foreach (var value in values.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var facts = Reading.Of("v|w\n" + value + "|x\n", settings: new() { Declared = schema with { FieldsMatch = "subset" }, Delimiter = Delimiter.VerticalBar, Header = HeaderMode.Present });
                Assert.True(facts.Schema!.Violations.Count == (isValid ? 0 : 1), $"{field}: {value}");
            }
        }
    }

    [Fact]
    public void Each_broken_rule_is_one_finding_with_count_and_first_rows()
    {
        var schema = Declare("{'fields':[{'name':'id','type':'integer','constraints':{'required':true,'unique':true}},{'name':'n','type':'number','constraints':{'maximum':9}}],'missingValues':['','-']}");
        var verdict = Ask(schema, "id,n\n1,1\n-,2\n3,x\n3,10\n,11\n");
        Assert.Equal(CheckStatus.Fail, verdict.Status);
        Assert.Equal(
            ["n:maximum:2:4", "n:type:1:3", "id:required:2:2", "id:unique:1:4"],
            verdict.Findings.Select(f => $"{f.Column}:{f.Rule}:{f.Count}:{f.Row}").OrderBy(s => s.Split(':')[0] == "n" ? 0 : 1).ThenBy(s => s, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Fact]
    public void Repeated_values_are_counted_though_they_are_not_looked_at_again()
    {
        var schema = Declare("{'fields':[{'name':'id','type':'integer','constraints':{'unique':true}},{'name':'n','type':'integer','constraints':{'minimumRatio':0.9}}]}");
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{(i % 100 == 7 ? "x" : i % 5)}\n")));
        var violation = Assert.Single(Reading.Of("id,n\n" + rows, settings: new() { Declared = schema }).Schema!.Violations);
        Assert.Equal((200L, 20_000L, 8L), (violation.Places.Count, violation.Looked, violation.Places.FirstRow));
        Assert.Equal(CheckStatus.Pass, Ask(schema, "id,n\n" + rows).Status);
    }

    [Fact]
    public void A_ratio_may_be_declared_for_one_constraint_alone()
    {
        var schema = Declare("{'fields':[{'name':'n','type':'integer','minimumRatio':{'maximum':0.5},'constraints':{'maximum':2}}]}");
        Assert.Equal(CheckStatus.Pass, Ask(schema, "n\n1\n2\n3\n").Status);
        Assert.Equal(CheckStatus.Fail, Ask(schema, "n\n1\n2\nx\n").Status);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "exact", "")]
    [InlineData("b,a\n1,2\n", "exact", "field-order")]
    [InlineData("b,a\n1,2\n", "equal", "")]
    [InlineData("a,b,c\n1,2,3\n", "exact", "undeclared-column")]
    [InlineData("a,b,c\n1,2,3\n", "subset", "")]
    [InlineData("a,x\n1,2\n", "exact", "missing-field undeclared-column")]
    [InlineData("a,x\n1,2\n", "subset", "missing-field")]
    [InlineData("a\n1\n", "superset", "")]
    [InlineData("a,x\n1,2\n", "superset", "undeclared-column")]
    [InlineData("a,x\n1,2\n", "partial", "")]
    [InlineData("x,y\n1,2\n", "partial", "no-field")]
    public void Columns_correspond_to_fields_as_declared(string text, string match, string rules)
    {
        var schema = Declare($"{{'fields':[{{'name':'a'}},{{'name':'b'}}],'fieldsMatch':['{match}']}}");
        Assert.Equal(rules, string.Join(' ', Reading.Of(text, settings: new() { Declared = schema }).Schema!.Violations.Select(v => v.Rule)));
    }

    [Fact]
    public void Keys_of_several_fields_are_compared_as_a_whole_even_when_they_go_to_disk()
    {
        var schema = Declare("{'fields':[{'name':'a'},{'name':'b'}],'primaryKey':['a','b']}");
        foreach (var settings in (DatasetSettings[])[new(), new() { Formats = new() { BufferedBytes = 0 }, Limits = new() { DuplicateRowsInMemory = 500 } }])
        {
            var facts = Reading.Of("a,b\nx,y\ny,x\nx,x\nx,y\n,y\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"k{i},v\n")), settings: settings with { Declared = schema });
            Assert.Equal(["a:required:1:5", "a, b:primaryKey:1:4"], facts.Schema!.Violations.Select(v => $"{v.Field}:{v.Rule}:{v.Places.Count}:{v.Places.FirstRow}"), StringComparer.Ordinal);
            Assert.Null(facts.Schema.Gap);
        }
    }

    [Fact]
    public void References_within_the_file_lead_to_values_that_are_there()
    {
        var schema = Declare("{'fields':[{'name':'id','type':'integer'},{'name':'parent','type':'integer'}],'foreignKeys':[{'fields':'parent','reference':{'resource':'','fields':'id'}}]}");
        var violation = Assert.Single(Reading.Of("id,parent\n1,\n2,1\n3,9\n", settings: new() { Declared = schema }).Schema!.Violations);
        Assert.Equal(("parent", "foreignKey", 1L, 3L), (violation.Field, violation.Rule, violation.Places.Count, violation.Places.FirstRow));
    }

    [Fact]
    public void Records_of_JSON_and_their_absent_members_are_held_against_it_too()
    {
        var schema = Declare("{'fields':[{'name':'b','type':'integer'},{'name':'a','type':'boolean','constraints':{'required':true}}]}");
        var violations = Reading.Of("{\"a\":true,\"b\":1}\n{\"b\":null}\n{\"a\":null,\"b\":\"x\"}\n", "t.jsonl", new() { Declared = schema }).Schema!.Violations;
        Assert.Equal(["a:required:2", "b:type:1"], violations.Select(v => $"{v.Field}:{v.Rule}:{v.Places.Count}").Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{'fields':[{'type':'integer'}]}")]
    [InlineData("{'fields':[{'name':'a','type':'whole'}]}")]
    [InlineData("{'fields':[{'name':'a'},{'name':'a'}]}")]
    [InlineData("{'fields':[{'name':'a','constraints':{'minimumm':1}}]}")]
    [InlineData("{'fields':[{'name':'a','constraints':{'minimum':1}}]}")]
    [InlineData("{'fields':[{'name':'a','constraints':{'pattern':'(?=x)'}}]}")]
    [InlineData("{'fields':[{'name':'a','constraints':{'pattern':'('}}]}")]
    [InlineData("{'fields':[{'name':'a','type':'date','format':'%Q'}]}")]
    [InlineData("{'fields':[{'name':'a','minimumRatio':2}]}")]
    [InlineData("{'fields':[{'name':'a'}],'primaryKey':'b'}")]
    [InlineData("{'fields':[{'name':'a'}],'fieldsMatch':['most']}")]
    public void A_schema_that_is_not_sound_is_refused(string schema) =>
        Assert.StartsWith("MlSecPol.Schema.Malformed", Assert.Throws<UsageException>(() => Declare(schema)).ErrorId, StringComparison.Ordinal);

    [Fact]
    public void Without_a_schema_the_question_has_no_meaning() => Assert.Equal(CheckStatus.NotApplicable, Reading.Ask<SchemaConformity>("a\n1\n").Status);

    private static Verdict Ask(TableSchema schema, string text) => Reading.Ask<SchemaConformity>(Reading.Of(text, settings: new() { Declared = schema }));

    private TableSchema Declare(string json)
    {
        var path = Path.Combine(_folder, "s.json");
        File.WriteAllText(path, json.Replace('\'', '"'));
        return TableSchemaReader.Read(path);
    }
}
