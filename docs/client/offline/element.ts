/** The control of the page `offline`: what is kept, what can be, and how far it is. */
import { Words } from "../progress/words.ts";
import { h } from "../progress/dom.ts";
import { discard, keep, KeepError, obstacle, remove, startWorker, type Reason } from "./keep.ts";
import { sizeText } from "./size.ts";
import { CopyStorage } from "./storage.ts";
import { follow, readState, whenFree, type State } from "./state.ts";

class OfflineCopy extends HTMLElement {
  #words!: Words;
  #base!: string;
  /** The languages of the course by code, with their own names. */
  #names!: Record<string, string>;
  #stop: AbortController | undefined;
  #isBusy = false;
  #painting: Promise<void> = Promise.resolve();
  #unfollow: (() => void) | undefined;

  connectedCallback(): void {
    this.#words = Words.of(this);
    this.#base = this.dataset["base"]!;
    this.#names = JSON.parse(this.dataset["languages"]!) as Record<string, string>;
    this.#find("[data-stop]").addEventListener("click", () => this.#stop?.abort());
    addEventListener("online", () => void this.#paint());
    addEventListener("offline", () => void this.#paint());
    void this.#start();
  }

  disconnectedCallback(): void {
    this.#unfollow?.();
  }

  async #start(): Promise<void> {
    const reason = await obstacle(this.#base);
    if (reason) return this.#say("[data-obstacle]", this.#words.say(`offline.obstacle.${reason}`));
    this.#unfollow = follow(this.#base, (message) => {
      if (message.kind === "progress") this.#progress(message.done, message.total);
      else if (message.kind === "changed") void this.#paint();
    });
    // The browser may have dropped the worker and left the contents.
    if (await new CopyStorage(this.#base).copy().catch(() => undefined))
      void startWorker(this.#base).catch(console.warn);
    await this.#paint();
  }

  /** One after the other: two answers that come in the wrong order would show the older state. */
  #paint(): Promise<void> {
    this.#painting = this.#painting.then(() => this.#paintNow());
    return this.#painting;
  }

  async #paintNow(): Promise<void> {
    try {
      this.#show(await readState(this.#base, Object.keys(this.#names)));
    } catch (error) {
      console.warn(error);
      this.#say("[data-obstacle]", this.#words.say("offline.obstacle.forbidden"));
      this.#find("[data-tools]").hidden = true;
    }
  }

  #show(state: State): void {
    const { copy, trouble, isBusy } = state;
    this.#find("[data-tools]").hidden = false;
    const kept = copy
      ? this.#words.say("offline.kept", {
          languages: this.#list(copy.languages),
          built: this.#words.dateTime(copy.built),
          keptAt: this.#words.dateTime(copy.keptAt),
          size: this.#size(copy.bytes),
        })
      : this.#words.say("offline.none");
    const isCurrent = copy && !trouble && !state.update && !state.incomplete;
    this.#say("[data-state]", this.#sentences(kept, isCurrent ? this.#words.say("offline.current") : ""));
    this.#say(
      "[data-site]",
      trouble === "network" ? this.#words.say("offline.unreachable") : trouble ? this.#trouble("list", {}) : "",
    );
    this.#find("[data-rows]").replaceChildren(...state.languages.map((one) => this.#row(one, state)));
    // What a download does at this moment is neither broken off nor to be begun.
    this.#showIncomplete(isBusy ? undefined : state);
    this.#showUpdate(isBusy ? undefined : state);
    this.#isBusy = isBusy;
    this.#find("[data-working]").hidden = !isBusy;
    // Whoever works in another tab may be closed without a word.
    if (isBusy && !this.#stop) void whenFree(this.#base).then(() => this.#paint());
    this.#find("[data-stop]").hidden = !this.#stop;
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-act]"))
      button.disabled = isBusy || (trouble !== undefined && "online" in button.dataset);
  }

  #row({ code, isKept, bytes, toFetch }: State["languages"][number], { copy }: State): HTMLElement {
    const name = this.#names[code]!;
    const size = this.#words.say("offline.size", { size: this.#size(bytes) });
    const button = isKept
      ? this.#button(this.#words.say("offline.remove", { language: name }), () =>
          this.#work(() => remove(this.#base, code), "offline.removed", name),
        )
      : this.#button(
          this.#words.say("offline.keep", { language: name, size: this.#size(toFetch) }),
          () => this.#keep([...(copy?.languages ?? []), code]),
          true,
        );
    if (!isKept && code === this.dataset["language"]) button.classList.add("primary");
    return h(
      "li",
      { "data-language": code, "data-kept": String(isKept) },
      h("span", { class: "name" }, h("strong", {}, name), isKept ? ` – ${this.#words.say("offline.isKept")}` : ""),
      h("span", { class: "size" }, size),
      button,
    );
  }

  #showIncomplete(state: State | undefined): void {
    const box = this.#find("[data-incomplete]");
    box.hidden = !state?.incomplete;
    if (!state?.incomplete) return box.replaceChildren();
    const { incomplete, copy } = state;
    const { why, done, total, languages } = incomplete;
    const text = this.#words.say(`offline.${why}`, {
      languages: this.#list(languages),
      done: this.#size(done),
      total: this.#size(total),
      missing: this.#size(total - done),
    });
    const still =
      why === "interrupted" && copy
        ? this.#words.say("offline.still", { built: this.#words.dateTime(copy.built) })
        : "";
    const go = this.#words.say("offline.continue", { size: this.#size(total - done) });
    const buttons = [this.#button(go, () => this.#keep(languages), true)];
    if (why === "interrupted")
      buttons.push(
        this.#button(this.#words.say("offline.discard"), () =>
          this.#work(() => discard(this.#base), "offline.discarded"),
        ),
      );
    box.replaceChildren(h("p", {}, this.#sentences(text, still)), h("p", { class: "buttons" }, ...buttons));
  }

  #showUpdate(state: State | undefined): void {
    const box = this.#find("[data-update]");
    const { update, copy, incomplete } = state ?? {};
    box.hidden = !update || incomplete !== undefined;
    if (!update || !copy || incomplete) return box.replaceChildren();
    const times = { built: this.#words.dateTime(update.built), kept: this.#words.dateTime(copy.built) };
    const go = this.#words.say("offline.updateButton", { size: this.#size(update.bytes) });
    box.replaceChildren(
      h("p", {}, this.#words.say("offline.update", times)),
      h(
        "p",
        { class: "buttons" },
        this.#button(go, () => this.#keep(copy.languages), true),
      ),
    );
  }

  #keep(languages: string[]): void {
    const stop = new AbortController();
    this.#stop = stop;
    this.#work(() => keep(this.#base, languages, stop.signal), "offline.done", this.#list(languages));
  }

  /** Does it, and says how it went; the parts that show the state follow by themselves. */
  #work(act: () => Promise<void>, done: string, languages = ""): void {
    this.#say("[data-failed]", "");
    this.#say("[data-done]", "");
    for (const button of this.querySelectorAll<HTMLButtonElement>("[data-act]")) button.disabled = true;
    void (async () => {
      try {
        await act();
        this.#say("[data-done]", this.#words.say(done, { languages }));
      } catch (error) {
        if (!(error instanceof KeepError)) console.error(error);
        const { reason, details } = error instanceof KeepError ? error : new KeepError("forbidden");
        this.#say("[data-failed]", this.#trouble(reason, details));
      } finally {
        this.#stop = undefined;
        await this.#paint();
        // The button that was pressed is gone.
        if (document.activeElement === document.body) this.#find("[data-outcome]").focus();
      }
    })();
  }

  #trouble(reason: Reason, details: KeepError["details"]): string {
    if (reason === "insecure" || reason === "unsupported" || reason === "forbidden")
      return this.#words.say(`offline.obstacle.${reason}`);
    if (reason !== "full" || typeof details["need"] !== "number")
      return this.#words.say(`offline.trouble.${reason}`, details);
    return this.#words.say("offline.trouble.noRoom", {
      need: this.#size(details["need"]),
      free: this.#size(Number(details["free"])),
    });
  }

  #progress(done: number, total: number): void {
    // Another tab has begun.
    if (!this.#isBusy) void this.#paint();
    this.#isBusy = true;
    this.#find("[data-working]").hidden = false;
    this.#find("[data-stop]").hidden = !this.#stop;
    const bar = this.#find<HTMLProgressElement>("progress");
    bar.max = total;
    bar.value = done;
    this.#find("[data-amount]").textContent = this.#words.say("offline.progress", {
      done: this.#size(done),
      total: this.#size(total),
    });
  }

  #button(text: string, act: () => void, needsSite = false): HTMLButtonElement {
    const button = h("button", { type: "button", class: "button", "data-act": "" }, text);
    if (needsSite) button.dataset["online"] = "";
    button.addEventListener("click", act);
    return button;
  }

  #list(codes: readonly string[]): string {
    return codes.map((code) => this.#names[code] ?? code).join(isChinese() ? "、" : ", ");
  }

  #sentences(...sentences: string[]): string {
    return sentences.filter(Boolean).join(isChinese() ? "" : " ");
  }

  #size(bytes: number): string {
    return sizeText(bytes, document.documentElement.lang);
  }

  #say(selector: string, text: string): void {
    const element = this.#find(selector);
    element.textContent = text;
    element.hidden = text === "";
  }

  #find<T extends HTMLElement = HTMLElement>(selector: string): T {
    return this.querySelector<T>(selector)!;
  }
}

function isChinese(): boolean {
  return document.documentElement.lang.startsWith("zh");
}

customElements.define("offline-copy", OfflineCopy);
