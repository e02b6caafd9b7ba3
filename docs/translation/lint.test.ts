import { expect, test } from "vitest";
import { lintProse, proseOfText } from "./lint.ts";
import { CODE, OBJECT } from "./normal.ts";
import { hasHeadForm, parseGlossary } from "./terms.ts";

const glossary = parseGlossary(
  [
    "id\ten\tzh-Hans\tvi\tnote",
    "shard\tshard\t分片\tshard (phân mảnh)\tzh ban: 碎片",
    "saga\tsaga\tSaga 模式\tsaga (chuỗi (cục bộ))\tS1 keeps saga; zh ban: 传奇模式, 萨迦 (sound); vi ban: giao dịch bù trừ",
    "producer-consumer\tproducer / consumer\t生产者 / 消费者\tproducer / consumer (bên phát / bên nhận)\tzh alt: 使用者",
  ].join("\n"),
);

function says(text: string, language: string): string[] {
  return lintProse(text, language, glossary).map(({ what, fix }) => `${what} -> ${fix}`);
}

test.each([
  "使用 Lambda 处理 10 条消息，每条最多 256 KB；死信队列（DLQ）收下其余的。",
  `调用 ${CODE} 之后，${CODE} 返回 50% 的结果：“好”、“不好”。`,
  `共${OBJECT}项，发布/订阅。`,
  "In a whole English sentence, nothing: is wrong (at all).",
  "版本 1.0，10:30 开始",
])("Chinese by the rules passes: %s", (text) => {
  expect(says(text, "zh")).toEqual([]);
});

test.each([
  ["您可以", ["“您” is banned -> the learner is 你, or the sentence starts with the verb"]],
  ["队列,主题", ["half-width “,” next to Chinese -> write “，” without a space"]],
  ["运行 Lambda, 然后", ["half-width “,” next to Chinese -> write “，” without a space"]],
  [`例如: ${CODE}`, ["half-width “:” next to Chinese -> write “：” without a space"]],
  ["到此为止.", ["half-width full stop next to Chinese -> write “。”"]],
  [
    "队列 (DLQ) 收下",
    [
      "half-width bracket “(” next to Chinese -> write （ and ） without spaces, also around Latin",
      "half-width bracket “)” next to Chinese -> write （ and ） without spaces, also around Latin",
    ],
  ],
  ["叫做「队列」", ["“「” is banned -> quotes are “ ”", "“」” is banned -> quotes are “ ”"]],
  ['叫做"队', ["straight quotation mark next to Chinese -> write “ and ”"]],
  ["使用Lambda 处理", ["no space between Chinese and Latin, a digit or code: “用L” -> put one space between them"]],
  [`调用 ${CODE}时`, ["no space between Chinese and Latin, a digit or code: “`…`时” -> put one space between them"]],
  ["第 1步", ["no space between Chinese and Latin, a digit or code: “1步” -> put one space between them"]],
  ["队列， 主题", ["white space next to “，” -> remove it: full-width punctuation has its own space"]],
  [
    "结束。\n开始",
    ["white space next to “。” (a line break is one) -> remove it: full-width punctuation has its own space"],
  ],
  ["结束\n开始", ["line break between “束” and “开”, which shows as a space -> join the lines"]],
  ["每个碎片", ["“碎片” is banned by the glossary -> shard is “分片”"]],
  ["萨迦", ["“萨迦” is banned by the glossary -> saga is “Saga 模式”"]],
  [
    "这是**重点。**然后",
    [
      "“**” that is shown as it stands -> between letters and punctuation Markdown does not see bold: move the punctuation out, or put a space",
    ],
  ],
])("Chinese against the rules: %s", (text, expected) => {
  expect(says(text, "zh")).toEqual(expected);
});

test.each([
  "Khóa học này hủy, xóa, hòa; toán, loại, khoảng, quý, quỹ, thuê, tùy ý, khỏe.",
  `Bạn chạy ${CODE}: function sẽ trả về 1.000 kết quả (tối đa).`,
  "Chúng tôi ghi lại; mọi thứ trong .NET vẫn chạy.",
  "“Xong!”",
])("Vietnamese by the rules passes: %s", (text) => {
  expect(says(text, "vi")).toEqual([]);
});

test.each([
  ["Các bạn mở tệp", ["“Các bạn” is banned -> the learner is bạn"]],
  ["Tôi nghĩ", ["“Tôi” as a pronoun -> the authors are chúng tôi, reader and text together chúng ta"]],
  ["khoá học", ["tone mark on the second vowel: “oá” -> write “óa”, as in hóa, khỏe, hủy"]],
  [
    "huỷ đi, tuỳ ý",
    [
      "tone mark on the second vowel: “uỷ” -> write “ủy”, as in hóa, khỏe, hủy",
      "tone mark on the second vowel: “uỳ” -> write “ùy”, as in hóa, khỏe, hủy",
    ],
  ],
  [
    "tóan",
    [
      "tone mark on the first vowel: “óa” -> before a further letter, and after q, it stands on the second: hoán, loại, quý",
    ],
  ],
  ["xong .", ["space before “.” -> remove it"]],
  ["một,hai", ["no space after “,” -> put one space after it"]],
  ["xong。", ["full-width “。” -> Vietnamese has half-width punctuation"]],
  [
    "khóa".normalize("NFD"),
    ["a letter with a combining mark -> save the text in Unicode NFC, one character per letter"],
  ],
  ["giao dịch bù trừ", ["“giao dịch bù trừ” is banned by the glossary -> saga is “saga”"]],
])("Vietnamese against the rules: %s", (text, expected) => {
  expect(says(text, "vi")).toEqual(expected);
});

test("a finding has the place of the first character", () => {
  expect(lintProse("好的,好", "zh", glossary).map(({ index }) => index)).toEqual([2]);
});

test("of a JSON text, code, addresses and placeholders are no prose", () => {
  const text = "`您,好` 见 https://x.y/您 的 {{count}}项，{fact:timeout}和 App()";
  const prose = proseOfText(text, (id) => (id === "timeout" ? "15 分钟" : undefined));

  expect(prose).toBe(`${CODE} 见 ${CODE} 的 ${OBJECT}项，15 分钟和 ${CODE}`);
});

test("head forms are the cell without its glosses, each alternative by itself", () => {
  expect(glossary.headForms("producer-consumer", "zh")).toEqual(["生产者", "消费者"]);
  expect(glossary.headForms("saga", "vi")).toEqual(["saga"]);
  expect(glossary.headForms("none", "vi")).toEqual([]);
});

test.each([
  ["消费者", true],
  ["Producer", true],
  ["bên nhận", false],
])("a term shown as %s has a head form: %s", (text, expected) => {
  const language = /\p{Script=Han}/u.test(text) ? "zh" : "vi";

  expect(hasHeadForm(text, glossary.headForms("producer-consumer", language))).toBe(expected);
});

test("a glossary without its head line is refused", () => {
  expect(() => parseGlossary("a\tb\n")).toThrow("the first line must name the columns");
});
