namespace MlSecPol.Engine.Tests.Corpus;

/// <summary>Further clean templates, each around one feature that published templates use.</summary>
internal static partial class CleanTemplates
{
    public static IReadOnlyDictionary<string, string> Features { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["macro that calls itself below a condition"] = "{%- macro render(v) -%}{%- if v is mapping -%}{%- for k in v -%}{{ k }}: {{ render(v[k]) }}{%- endfor -%}{%- elif v is string -%}{{ v }}{%- else -%}{{ v|tojson }}{%- endif -%}{%- endmacro -%}{{ render(messages[0]) }}",
        ["texts that grow by what the chat brings"] = "{%- set ns = namespace(text='', n=1, last='') -%}{%- for m in messages -%}{%- set ns.text = ns.text + m.role + ns.last + m.content -%}{%- set ns.last = m.content -%}{%- set ns.n = ns.n + ns.n -%}{%- endfor -%}{{ ns.text }}{{ '-' * 80 }}",
        ["generation blocks"] = "{%- for m in messages %}{%- if m.role == 'assistant' %}{%- generation %}{{ m.content }}<|end|>{%- endgeneration %}{%- else %}{{ m.content }}{%- endif %}{%- endfor %}",
        ["break and continue"] = "{% for m in messages %}{% if m.role == 'system' %}{% continue %}{% endif %}{% if loop.index > 100 %}{% break %}{% endif %}{{ m.content }}{% endfor %}",
        ["TypeScript of tools"] = """
            {%- macro render_typescript_type(param_spec, required_params, is_nullable=false) -%}
            {%- if param_spec.type == "array" -%}{%- if param_spec['items'] -%}{%- if param_spec['items']['type'] == "string" -%}{{- "string[]" }}{%- else -%}{%- set inner_type = render_typescript_type(param_spec['items'], required_params) -%}{{- inner_type + "[]" if inner_type|length <= 50 else "any[]" }}{%- endif -%}{%- else -%}{{- "any[]" }}{%- endif -%}
            {%- elif param_spec.type is defined and param_spec.type is iterable and param_spec.type is not string and param_spec.type|length > 1 -%}{{- param_spec.type | join(" | ") }}
            {%- elif param_spec.oneOf -%}{%- for variant in param_spec.oneOf -%}{{- render_typescript_type(variant, required_params) -}}{%- if variant.description %}{{- "// " + variant.description }}{%- endif -%}{%- if not loop.last %}{{- " | " }}{% endif -%}{%- endfor -%}
            {%- elif param_spec.type == "string" -%}{%- if param_spec.enum -%}{{- '"' + param_spec.enum|join('" | "') + '"' -}}{%- else -%}{{- "string" }}{%- if param_spec.nullable %}{{- " | null" }}{%- endif -%}{%- endif -%}
            {%- elif param_spec.type == "object" -%}{%- if param_spec.properties -%}{{- "{\n" }}{%- for prop_name, prop_spec in param_spec.properties.items() -%}{{- prop_name -}}{%- if prop_name not in (param_spec.required or []) -%}{{- "?" }}{%- endif -%}{{- ": " }}{{ render_typescript_type(prop_spec, param_spec.required or []) }}{%- if not loop.last -%}{{-", " }}{%- endif -%}{%- endfor -%}{{- "}" }}{%- else -%}{{- "object" }}{%- endif -%}
            {%- else -%}{{- "any" }}{%- endif -%}{%- endmacro -%}
            {%- for tool in tools %}{%- set tool = tool.function %}{{- "type " + tool.name + " = (_: " }}{%- for param_name, param_spec in tool.parameters.properties.items() %}{{- param_name + ": " + render_typescript_type(param_spec, []) }}{%- if param_spec.default is defined -%}{{- ", // default: " + param_spec.default|tojson }}{%- endif -%}{%- endfor -%}{%- endfor %}
            """,
        ["dates"] = "{{ 'Current date: ' ~ strftime_now('%Y-%m-%d') }}{%- set today = strftime_now('%B %Y') if strftime_now is defined else 'now' %}{{ today }}",
        ["image counters"] = "{% set image_count = namespace(value=0) %}{% for message in messages %}{% for content in message['content'] %}{% if content['type'] == 'image' or 'image' in content or 'image_url' in content %}{% set image_count.value = image_count.value + 1 %}{% if add_vision_id %}Picture {{ image_count.value }}: {% endif %}<|vision_start|><|image_pad|><|vision_end|>{% elif 'text' in content %}{{ content['text'] }}{% endif %}{% endfor %}{% endfor %}",
        ["macro with content kinds"] = "{%- macro visible_text(content) -%}{%- if content is string -%}{{- content }}{%- elif content is iterable and content is not mapping -%}{%- for item in content -%}{%- if item is mapping and item.type == 'text' -%}{{- item.text }}{%- elif item is string -%}{{- item }}{%- endif -%}{%- endfor -%}{%- else -%}{{- content }}{%- endif -%}{%- endmacro -%}{% for m in messages %}{{ visible_text(m.content) }}{% endfor %}",
        ["role table"] = "{% set roles = {'user': 'Human', 'assistant': 'AI', 'system': 'System'} %}{% for m in messages %}{{ roles[m.role] }}: {{ m['content'] }}\n{% endfor %}{{ roles['assistant'] }}:",
        ["role table in lower case"] = "{% set roles = {'user': 'Human'} %}{% for m in messages %}{{ roles[m.role|lower] or m.role.capitalize() }}{% endfor %}",
        ["choice of key"] = "{% for m in messages %}{{ m['content' if 'content' in m else 'text'] }}{% endfor %}",
        ["key variable"] = "{% set key = 'arguments' %}{% for t in tools %}{{ t.function[key]|tojson }}{% endfor %}",
        ["loop over key names"] = "{% for t in tools %}{% for k in ['name', 'description'] %}{{ k }}: {{ t[k] }}{% endfor %}{% endfor %}",
        ["numbered key"] = "{% for i in range(3) %}{{ x['part_' ~ i] }}{% endfor %}",
        ["sorted arguments"] = "{% for k in call.arguments|dictsort %}{{ k[0] }}={{ k[1]|tojson }}{% endfor %}{% for k in call.arguments.keys()|sort %}{{ k }}={{ call.arguments[k] }}{% endfor %}",
        ["map attribute"] = "{{ tools|map(attribute='function')|map(attribute='name')|join(', ') }}{{ messages|map(attribute='content.text', default='')|list }}",
        ["selected messages"] = "{% set system = messages|selectattr('role', 'equalto', 'system')|list|first %}{% set rest = messages|rejectattr('role', 'in', ['system'])|list %}{{ system.content }}{{ rest[-1].content }}",
        ["groups"] = "{% for g in documents|groupby('source') %}{{ g.grouper }}: {{ g.list|length }}{% endfor %}{{ documents|sort(attribute='score', reverse=true)|tojson(ensure_ascii=false) }}",
        ["format of numbers"] = "{{ '%02d'|format(loop_count) }}{{ '{:.2f} of {}'.format(score, total) }}{{ '%s: %s' % (a, b) }}",
        ["schema with a format key"] = "{% for n, p in tool.parameters.properties.items() %}{{ n }}{% if p.format %} ({{ p.format }}){% endif %}{% endfor %}{{ response_format.format }}",
        ["previous message"] = "{% for m in messages %}{% if loop.previtem is defined and loop.previtem.role == m.role %}{{ raise_exception('x') }}{% endif %}{{ loop.cycle('a', 'b') }}{% if loop.changed(m.role) %}!{% endif %}{% endfor %}",
        ["joiner and cycler"] = "{% set comma = joiner(', ') %}{% for t in tools %}{{ comma() }}{{ t.name }}{% endfor %}{% set row = cycler('odd', 'even') %}{{ row.next() }}",
        ["set blocks"] = "{% set preamble %}You are {{ name|default('a model') }}.{% endset %}{{ preamble|trim|indent(2) }}{% set upper | upper %}x{% endset %}",
        ["call block"] = "{% macro section(title) %}## {{ title }}\n{{ caller() }}{% endmacro %}{% call section('Task') %}{{ messages[-1].content }}{% endcall %}{% call(x) section('a') %}{{ x }}{% endcall %}",
        ["raw and comments"] = "{# cycler.__init__.__globals__ #}{% raw %}{{ ''.__class__ }}{% endraw %}{{ '{{ x.__class__ }}' }}",
        ["names in text"] = "{{ 'Never call __import__ or eval; use obj.__class__.__name__ with care.' }}{{ message['content']|replace('__', '') }}{% if '__class__' in message.content %}!{% endif %}",
        ["loop over characters"] = "{% set ns = namespace(out='') %}{% for c in message.content %}{% set ns.out = ns.out ~ c %}{% endfor %}{{ ns.out }}",
        ["recursive loop"] = "{% for node in tree recursive %}{{ node.name }}{% if node.children %}{{ loop(node.children) }}{% endif %}{% endfor %}",
        ["mutating lists"] = "{% set parts = [] %}{% for m in messages %}{% set _ = parts.append(m.content) %}{% endfor %}{{ parts|join('\n') }}{{ parts[0] }}",
        ["popped keys"] = "{% set args = dict(call.arguments) %}{% set _ = args.pop('x', none) %}{{ args|tojson }}{{ call.get('id', '') }}",
        ["slices and steps"] = "{{ messages[-2:][0].content[:100] }}{{ messages[::2]|length }}{{ text[1:-1:1] }}{{ 'abc'[0] }}",
        ["numbers"] = "{{ 2 ** 8 // 3 % 5 }}{{ -1 }}{{ 1_000 + 0x1F }}{{ x|int + 1 }}{{ x|round(2)|float }}",
        ["tests"] = "{% if x is defined and x is not none and y is divisibleby 2 and z is in [1, 2] and a is sameas true %}{{ x }}{% endif %}",
        ["autoescape and filter"] = "{% autoescape false %}{% filter trim %}{{ messages[0].content }}{% endfilter %}{% endautoescape %}",
        ["with"] = "{% with first = messages[0], rest = messages[1:] %}{{ first.content }}{% for m in rest %}{{ m.content }}{% endfor %}{% endwith %}",
        ["self blocks"] = "{% block title %}A{% endblock %}{{ self.title() }}",
        ["pairs that grow"] = "{% macro a(schema) %}{% set ns = namespace(pairs=[]) %}{% for k, v in schema.get('properties', {}).items() %}{% set ns.pairs = ns.pairs + [(k, v)] %}{% endfor %}{% set ns.pairs = ns.pairs + [['[key: string]', {'type': 'any'}]] %}{% for key, val in ns.pairs %}{{ key + ('' if key in schema.required else '?') }}{{ a(val) }}{% endfor %}{% endmacro %}{% macro b(o, s) %}{% for key, p in s.items() %}{% set item = o[key] %}{{ item|tojson }}{% endfor %}{% endmacro %}{% for t in tools %}{{ a(t) }}{{ b(t, t) }}{% endfor %}",
        ["walk of a pointer"] = "{% set segs = ref[2:].split('/') %}{% set ns = namespace(n=root) %}{% for raw in segs %}{% set seg = raw|replace('~1', '/')|replace('~0', '~') %}{% if ns.n is mapping and seg in ns.n %}{% set ns.n = ns.n[seg] %}{% elif ns.n is sequence %}{% set ns.n = ns.n[seg|int] %}{% else %}{% set ns.n = none %}{% endif %}{% endfor %}{{ ns.n|tojson }}",
        ["table with numbers as keys"] = "{% set budgets = {0: 0, 512: 128, 1024: 256} %}{% set ns = namespace(i=None) %}{% for k, v in budgets|dictsort %}{% if ns.i is none and budget <= k %}{% set ns.i = v %}{% endif %}{% endfor %}{% if ns.i is none %}{% set ns.i = budgets[1024] %}{% endif %}{{ ns.i }}",
        ["own tokens"] = "{% set bos_token = '<bos>' %}{% for m in messages %}{{ bos_token + m.role }}{{ m['content'] }}{% endfor %}",
        ["private variables"] = "{% set _first = messages[0] %}{% for _ in range(2) %}{{ _first.content }}{% endfor %}",
        ["single low line keys"] = "{{ message['_id'] }}{{ x['a_b'] }}{{ tool['_type'] }}",
        ["modest numbers"] = "{% for i in range(1000) %}{% for j in range(3) %}{{ '=' * 80 }}{{ 2 ** 10 }}{{ -1 ** 3 }}{{ i * j * 1000000000 }}{{ m.content|indent(4) }}{{ 'x'.ljust(20) }}{% endfor %}{% endfor %}",
        ["letter of a text"] = "{% for m in messages %}{{ 'abc'[loop.index0] }}{{ {'user': 'U'}[m.role] }}{% endfor %}",
    };
}
