/** What differs from one kind of question to the other: how it is answered, marked and emptied. */
import type { Grade, Key, Response } from "../../lib/quiz/grade.ts";
import { formatNumber, parseNumber } from "../../lib/quiz/number.ts";
import { shuffled } from "../../lib/quiz/shuffle.ts";
import { h } from "../progress/dom.ts";
import type { Words } from "../progress/words.ts";
import { find } from "./find.ts";

/** What a part needs of its question. */
interface Around {
  units: string[];
  words: Words;
  announce(text: string): void;
}

export interface Part {
  /** What to say when there is no answer yet. */
  need: string;
  /** Undefined: not answered. */
  read(): Response | undefined;
  reveal(
    answer: Response,
    result: Grade,
    reason: (id: string) => HTMLElement,
    move: (node: HTMLElement, to: HTMLElement) => void,
  ): void;
  /** Empty again, in an order made from the seed and other than the last one. */
  reset(seed: string): void;
  /** To the first control. */
  focus(): void;
}

export function partOf(key: Key, body: HTMLElement, around: Around, touched: () => void): Part {
  switch (key.kind) {
    case "order":
      return orderPart(key.items, body, around, touched);
    case "match":
      return matchPart(key.pairs, body, around, touched);
    case "numeric":
      return numericPart(body, around, touched);
    default:
      return choicePart(key, body, around, touched);
  }
}

function choicePart(
  key: Extract<Key, { options: unknown }>,
  body: HTMLElement,
  { words }: Around,
  touched: () => void,
): Part {
  const list = find(body, ".options");
  const inputs = (): HTMLInputElement[] => [...list.querySelectorAll("input")];
  list.addEventListener("change", touched);
  return {
    need: "quiz.need.answer",
    read: () => {
      const chosen = inputs().filter((input) => input.checked);
      return chosen.length ? chosen.map(({ value }) => value) : undefined;
    },
    reveal: (answer, _result, reason, move) => {
      for (const { id, correct } of key.options) {
        const item = find(list, `[data-option="${id}"]`);
        const isYours = (answer as string[]).includes(id);
        item.toggleAttribute("data-yours", isYours);
        if (isYours || correct) item.dataset["part"] = correct ? "right" : "wrong";
        setVerdict(
          reason(id),
          correct,
          words.say(correct ? "quiz.right" : "quiz.wrong"),
          isYours ? words.say("quiz.yours") : "",
        );
        move(reason(id), item);
      }
    },
    reset: (seed) => {
      for (const input of inputs()) input.checked = false;
      unmark(list);
      // The lines of a program have their order.
      if (key.kind !== "bug") arrange(list, "option", shuffled(idsIn(list), seed, [idsIn(list)]));
    },
    focus: () => inputs()[0]!.focus(),
  };
}

function orderPart(right: string[], body: HTMLElement, { words, announce }: Around, touched: () => void): Part {
  const list = find(body, ".options");
  let isMoved = false;
  const mark = (): void => {
    const items = [...list.children];
    for (const button of list.querySelectorAll<HTMLButtonElement>("[data-move]")) {
      const end = button.dataset["move"] === "1" ? items.at(-1) : items[0];
      // Not `disabled`: the focus would be lost at the end of the list.
      button.setAttribute("aria-disabled", String(end === button.closest("li")));
    }
  };
  list.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-move]");
    if (!button) return;
    const item = button.closest("li")!;
    const isDown = button.dataset["move"] === "1";
    const other = isDown ? item.nextElementSibling : item.previousElementSibling;
    if (other) {
      if (isDown) other.after(item);
      else other.before(item);
      button.focus();
      isMoved = true;
      touched();
      mark();
    }
    const place = idsIn(list).indexOf(item.dataset["option"]!) + 1;
    announce(words.say("quiz.place.moved", { item: find(item, ".text").textContent, n: place, total: right.length }));
  });
  mark();
  return {
    need: "quiz.need.order",
    read: () => (isMoved ? idsIn(list) : undefined),
    reveal: (answer, { parts }, reason, move) => {
      // In the right order, each with the place it had.
      arrange(list, "option", right);
      for (const id of right) {
        const item = find(list, `[data-option="${id}"]`);
        const isRight = parts[id]!;
        item.dataset["part"] = isRight ? "right" : "wrong";
        const place = (answer as string[]).indexOf(id) + 1;
        setVerdict(
          reason(id),
          isRight,
          isRight ? words.say("quiz.place.right") : words.say("quiz.place.yours", { n: place }),
        );
        move(reason(id), item);
      }
    },
    reset: (seed) => {
      unmark(list);
      arrange(list, "option", shuffled(right, seed, [right, idsIn(list)]));
      isMoved = false;
      mark();
    },
    focus: () => list.querySelector<HTMLElement>("[data-move]:not([aria-disabled=true])")!.focus(),
  };
}

function matchPart(ids: string[], body: HTMLElement, { words }: Around, touched: () => void): Part {
  const rights = find(body, ".rights");
  const list = find(body, ".options");
  const selects = [...list.querySelectorAll("select")];
  list.addEventListener("change", touched);
  const labelOf = (id: string): string =>
    [...selects[0]!.options]
      .find(({ value }) => value === id)!
      .textContent.trim()
      .replace(/^\w – /, "");
  return {
    need: "quiz.need.match",
    read: () =>
      selects.every(({ value }) => value)
        ? Object.fromEntries(selects.map((select) => [select.closest("li")!.dataset["option"]!, select.value]))
        : undefined,
    reveal: (answer, { parts }, reason, move) => {
      for (const id of ids) {
        const item = find(list, `[data-option="${id}"]`);
        const isRight = parts[id]!;
        item.dataset["part"] = isRight ? "right" : "wrong";
        const chosen = labelOf((answer as Record<string, string>)[id]!);
        setVerdict(
          reason(id),
          isRight,
          isRight ? words.say("quiz.right") : words.say("quiz.match.yours", { text: chosen }),
        );
        move(reason(id), item);
      }
    },
    reset: (seed) => {
      unmark(list);
      const before = [...rights.children].map((item) => (item as HTMLElement).dataset["right"]!);
      const order = shuffled(ids, seed, [ids, before]);
      arrange(rights, "right", order);
      const labels = new Map(ids.map((id) => [id, labelOf(id)]));
      for (const select of selects) {
        for (const [index, id] of order.entries()) {
          const option = [...select.options].find(({ value }) => value === id)!;
          select.append(option);
          option.textContent = `${String.fromCodePoint(65 + index)} – ${labels.get(id)!}`;
        }
        select.value = "";
      }
    },
    focus: () => selects.find(({ value }) => !value)?.focus(),
  };
}

function numericPart(body: HTMLElement, { units, words }: Around, touched: () => void): Part {
  const input = find(body, "input") as HTMLInputElement;
  const output = find(body, "output");
  const shown = find(body, ".shown");
  const read = (): number | undefined => parseNumber(input.value, document.documentElement.lang, units);
  input.addEventListener("input", () => {
    const number = read();
    // Says what a separator was taken for, before it counts.
    output.textContent =
      number === undefined
        ? ""
        : words.say("quiz.number.read-as", { n: formatNumber(number, document.documentElement.lang) });
    if (number !== undefined) touched();
  });
  return {
    need: "quiz.need.number",
    read,
    reveal: (_answer, result, reason, move) => {
      const yours = result.correct ? "answer" : (result.known ?? "otherwise");
      const list = reason(yours).closest<HTMLElement>(".reasons")!;
      for (const item of list.querySelectorAll<HTMLElement>("[data-reason]")) {
        const isYours = item.dataset["reason"] === yours;
        const isRight = item.dataset["reason"] === "answer";
        item.classList.add("option");
        item.toggleAttribute("data-yours", isYours);
        if (isYours || isRight) item.dataset["part"] = isRight ? "right" : "wrong";
        setVerdict(
          item,
          isRight,
          words.say(isRight ? "quiz.right" : "quiz.wrong"),
          isYours ? words.say("quiz.yours") : "",
        );
      }
      move(list, shown);
    },
    reset: () => {
      input.value = "";
      output.textContent = "";
    },
    focus: () => input.focus(),
  };
}

function setVerdict(reason: HTMLElement, isRight: boolean, text: string, yours = ""): void {
  const verdict = find(reason, ".verdict");
  verdict.hidden = false;
  verdict.dataset["verdict"] = isRight ? "right" : "wrong";
  verdict.textContent = text;
  if (!yours) return;
  verdict.append(h("span", { class: "yours" }, yours));
}

function unmark(list: HTMLElement): void {
  for (const item of list.querySelectorAll<HTMLElement>("[data-option]")) {
    item.removeAttribute("data-yours");
    delete item.dataset["part"];
  }
}

function idsIn(list: HTMLElement): string[] {
  return [...list.querySelectorAll<HTMLElement>("[data-option]")].map((item) => item.dataset["option"]!);
}

function arrange(list: HTMLElement, name: "option" | "right", ids: string[]): void {
  for (const id of ids) list.append(find(list, `[data-${name}="${id}"]`));
}
