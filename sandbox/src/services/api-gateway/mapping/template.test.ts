import { describe, expect, test } from "vitest";
import { render, type TemplateScope } from "./template.ts";

function fill(template: string, body = "", scope: Partial<TemplateScope> = {}): string {
  return render(template, {
    body,
    parameters: { path: { id: "p" }, querystring: { id: "q", page: "2" }, header: { "X-Name": "h" } },
    header: (name) => (name.toLowerCase() === "x-name" ? "h" : undefined),
    context: {
      stage: "dev",
      identity: { sourceIp: "1.2.3.4", caller: null },
      requestOverride: {},
      responseOverride: { header: {} },
    },
    stageVariables: { colour: "red" },
    ...scope,
  });
}

describe("render", () => {
  const body = JSON.stringify({
    text: 'a "b"',
    map: { foo: "bar" },
    list: [{ foo: "bar" }],
    nested: { foo: [{ nested: "bar" }] },
    bigger: { bigger: "dict", to: "test", with: "separators" },
    none: null,
    empty: [],
    number: 3,
  });
  const cases: [string, string][] = [
    // Printing maps and lists: recorded on AWS (test_input_path_template_formatting, 2024).
    ["$input.path('$.map')", "{foo=bar}"],
    ["$input.path('$.list')", '[{"foo":"bar"}]'],
    ["$input.path('$.list')[0]", "{foo=bar}"],
    ["$input.path('$.nested')", '{foo=[{"nested":"bar"}]}'],
    ["$input.path('$.bigger')", "{bigger=dict, to=test, with=separators}"],
    ["$input.path('$.none')", ""],
    ["$input.path('$.empty')", "[]"],
    ["$input.path('$.missing')", ""],
    ["$input.json('$.map')", '{"foo":"bar"}'],
    ["$input.json('$.missing')", '""'],
    ["$input.json('$.number')", "3"],
    ["$input.params('id') $input.params('page') $input.params('x-name')$input.params('nothing')", "p 2 h"],
    ["$input.params().querystring.get('page')", "2"],
    ["#foreach($name in $input.params().querystring.keySet())$name#if($foreach.hasNext),#end#end", "id,page"],
    [
      "$context.stage $context.identity.sourceIp ($context.identity.caller)($context.nothing) $stageVariables.colour",
      "dev 1.2.3.4 ()() red",
    ],
    ["$util.escapeJavaScript($input.path('$.text'))", 'a \\"b\\"'],
    ['$util.urlEncode(\'{"some": "value"}\')', "%7B%22some%22%3A+%22value%22%7D"],
    ["$util.urlDecode('a+b%2F')$util.base64Encode('hi')$util.base64Decode('aGk=')", "a b/aGk=hi"],
    ['#set($o = $util.parseJson(\'{"a":{"b":[1,2]}}\'))$o.a.b[1]$o.a.b.size()', "22"],
    // Maps: recorded (test_integration_mock_with_vtl_map_assignation, 2025).
    ["#set($m = {})#set($m.a = 'x')$!m.put('b', 'y')$m.a$m.get('b')$m.containsKey('a')$m.size()", "xytrue2"],
    ["#set($l = [])$!l.add(1)#set($n = 'abc')$n.length()$n.contains('b')$n.substring(1)$l.size()", "true3truebc1"],
    ["#if($input.path('$.number') > 2)big#{else}small#end", "big"],
    ["#set($x = 'a,b')$x.split(',').size() $x.replaceAll('[ab]', '-')", "2 -,-"],
  ];
  test.each(cases)("%s", (template, expected) => {
    expect(fill(template, body)).toBe(expected);
  });

  test("an absent payload is an empty object", () => {
    expect(fill("$input.body $input.json('$')")).toBe("{} {}");
  });

  test("overrides are left in the context", () => {
    const context = { requestOverride: {}, responseOverride: { header: {} as Record<string, unknown> } };
    fill("#set($context.responseOverride.status = 404)#set($context.responseOverride.header.foo = 'bar')", "", {
      context,
    });
    expect(context.responseOverride).toEqual({ status: 404, header: { foo: "bar" } });
  });
});
