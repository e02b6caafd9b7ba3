import { expect, test } from "vitest";
import type { Json } from "../../../../core/json.ts";
import { outputOfState } from "../testing.ts";

/** The examples of https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html (2026-11), and its limits. */
test.each<[string, Json, Json]>([
  ["States.Array($.Id)", { Id: 123456 }, [123456]],
  ["States.ArrayPartition($.a, 4)", { a: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, [[1, 2, 3, 4], [5, 6, 7, 8], [9]]],
  ["States.ArrayContains($.a, $.v)", { a: [1, 2, { b: 3 }], v: { b: 3 } }, true],
  ["States.ArrayRange(1, 9, 2)", {}, [1, 3, 5, 7, 9]],
  ["States.ArrayRange(3, 1, -1)", {}, [3, 2, 1]],
  ["States.ArrayGetItem($.a, 5)", { a: [1, 2, 3, 4, 5, 6] }, 6],
  ["States.ArrayLength($.a)", { a: [1, 2, 3] }, 3],
  ["States.ArrayUnique($.a)", { a: [1, 2, 3, 3, { a: 1 }, { a: 1 }] }, [1, 2, 3, { a: 1 }]],
  ["States.Base64Encode('Data to encode')", {}, "RGF0YSB0byBlbmNvZGU="],
  ["States.Base64Decode('RGVjb2RlZCBkYXRh')", {}, "Decoded data"],
  ["States.Hash('input data', 'SHA-1')", {}, "aaff4a450a104cd177d28d18d74485e8cae074b7"],
  [
    "States.JsonMerge($.a, $.b, false)",
    { a: { a: { a1: 1, a2: 2 }, b: 2 }, b: { a: { a3: 1 }, c: 3 } },
    { a: { a3: 1 }, b: 2, c: 3 },
  ],
  ["States.StringToJson($.s)", { s: '{"foo": "bar"}' }, { foo: "bar" }],
  ["States.JsonToString($.o)", { o: { foo: "bar", year: 2023 } }, '{"foo":"bar","year":2023}'],
  ["States.MathAdd($.a, $.b)", { a: 111, b: -1 }, 110],
  ["States.StringSplit('1,2,3,4,5', ',')", {}, ["1", "2", "3", "4", "5"]],
  ["States.StringSplit('This.is+a,test=string', '.+,=')", {}, ["This", "is", "a", "test", "string"]],
  ["States.UUID()", {}, "00000000-0000-4000-8000-000000000000"],
  ["States.MathRandom(1, 999)", {}, 500],
  ["States.Format('Hello, my name is {}.', $.name)", { name: "Arnav" }, "Hello, my name is Arnav."],
  [
    String.raw`States.Format('\{\} and \'{}\' \\', $.o)`,
    { o: { a: 1, b: [true, null] } },
    String.raw`{} and '{a=1, b=[true, null]}' \ `.trimEnd(),
  ],
  [
    "States.Format('{}', States.JsonToString(States.Array('a', States.MathAdd(1, 2), $$.StateMachine.Name)))",
    {},
    '["a",3,"machine"]',
  ],
])("%s", async (call, input, expected) => {
  expect(await outputOfState({ Type: "Pass", Parameters: { "v.$": call } }, input)).toEqual({ v: expected });
});

test.each([
  ["States.ArrayGetItem($.a, 9)", "index 9 is out of bounds"],
  ["States.ArrayPartition($.a, 0)", "the chunk size must be greater than 0"],
  ["States.ArrayRange(1, 5000, 1)", "an array cannot have more than 1000 items"],
  ["States.MathAdd('1', 2)", "expected a number"],
  ["States.JsonMerge($, $, true)", "only the shallow merging mode is supported"],
])("%s fails the execution", async (call, message) => {
  await expect(outputOfState({ Type: "Pass", Parameters: { "v.$": call } }, { a: [1] })).rejects.toThrow(
    `States.Runtime: An error occurred while executing the state 'S' (entered at the event id #2). The function '${call}' had the following error: ${message}`,
  );
});
