/** What `offline-notice` says, for readers who have an offline copy. */
import { h } from "../progress/dom.ts";
import { Words } from "../progress/words.ts";
import { keep } from "./keep.ts";
import { sizeText } from "./size.ts";
import { follow, readState } from "./state.ts";

/** The build that the reader does not want now, and when the site was last asked. Gone with the tab. */
const LATER_KEY = "course.offline.later";
const ASKED_KEY = "course.offline.asked";
const ASK_AFTER_MS = 10 * 60_000;

export function showNotice(host: HTMLElement): void {
  const { kept } = document.documentElement.dataset;
  const notice = new Notice(host);
  if (kept) return notice.fromCopy("kept", kept);
  follow(host.dataset["base"]!, (message) => {
    if (message.kind === "served") notice.fromCopy("parts", message.built);
  });
  void notice.look().catch((error: unknown) => console.warn(error));
}

class Notice {
  readonly #host: HTMLElement;
  readonly #words: Words;
  readonly #base: string;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#words = Words.of(host);
    this.#base = host.dataset["base"]!;
  }

  /** The whole page is from the copy, or something that it has asked for since. */
  fromCopy(what: "kept" | "parts", built: string): void {
    const retry = this.#button("offline.notice.retry", {}, () => location.reload());
    this.#show(this.#words.say(`offline.notice.${what}`, { built: this.#words.date(built) }), retry);
  }

  /** The page is the newest one. Is the copy? */
  async look(): Promise<void> {
    if (Date.now() - Number(recall(ASKED_KEY) ?? 0) < ASK_AFTER_MS) return;
    const languages = this.#host.dataset["languages"]!.split(" ");
    const { copy, update, incomplete, isBusy, trouble } = await readState(this.#base, languages);
    if (isBusy || trouble || (!copy && !incomplete)) return;
    remember(ASKED_KEY, String(Date.now()));
    const version = `${update?.built} ${incomplete?.why}`;
    if ((!update && !incomplete) || recall(LATER_KEY) === version) return;
    // It stays until the reader has decided.
    remember(ASKED_KEY, "0");

    const built = update?.built ?? copy!.built;
    const isSameDay = copy !== undefined && this.#words.date(built) === this.#words.date(copy.built);
    const say = (time: string): string => (isSameDay ? this.#words.dateTime(time) : this.#words.date(time));
    const later = this.#button("offline.notice.later", {}, () => {
      remember(LATER_KEY, version);
      this.#host.hidden = true;
    });
    const size = incomplete ? incomplete.total - incomplete.done : update!.bytes;
    const go = this.#button(
      incomplete ? "offline.notice.continue" : "offline.notice.updateButton",
      { size: this.#size(size) },
      () => void this.#work(incomplete?.languages ?? copy!.languages),
    );
    const text = incomplete ? `offline.notice.${incomplete.why}` : "offline.notice.update";
    const words = copy
      ? this.#words.say(text, { built: say(built), kept: say(copy.built) })
      : this.#words.say("offline.notice.first");
    this.#show(words, go, later);
  }

  async #work(languages: string[]): Promise<void> {
    const unfollow = follow(this.#base, (message) => {
      if (message.kind !== "progress") return;
      const { done, total } = message;
      this.#show(this.#words.say("offline.notice.working", { done: this.#size(done), total: this.#size(total) }));
    });
    try {
      await keep(this.#base, languages);
      this.#show(this.#words.say("offline.notice.done"));
    } catch (error) {
      console.warn(error);
      this.#show(this.#words.say("offline.notice.failed"));
    } finally {
      unfollow();
    }
  }

  #show(text: string, ...buttons: HTMLElement[]): void {
    this.#host.querySelector("[data-text]")!.textContent = text;
    this.#host.querySelector("[data-buttons]")!.replaceChildren(...buttons);
    this.#host.hidden = false;
  }

  #button(key: string, values: Record<string, string>, act: () => void): HTMLButtonElement {
    const button = h("button", { type: "button" }, this.#words.say(key, values));
    button.addEventListener("click", act);
    return button;
  }

  #size(bytes: number): string {
    return sizeText(bytes, document.documentElement.lang);
  }
}

function recall(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Then it is said again on the next page.
  }
}
