/** On the 404 page when an offline copy gives it out: leads to the same page in the languages that are kept. */
class OfflineMissing extends HTMLElement {
  connectedCallback(): void {
    const kept = (document.documentElement.dataset["languages"] ?? "").split(" ");
    const prefix = this.dataset["prefix"]!;
    const links = [...this.querySelectorAll<HTMLAnchorElement>("[data-code]")];
    for (const link of links) {
      link.parentElement!.hidden = !kept.includes(link.dataset["code"]!);
      // The pages of all languages have the same addresses behind the language.
      if (location.pathname.startsWith(prefix)) link.pathname += location.pathname.slice(prefix.length);
    }
    this.querySelector<HTMLElement>("[data-others]")!.hidden = links.every((link) => link.parentElement!.hidden);
    this.querySelector("button")!.addEventListener("click", () => location.reload());
  }
}

customElements.define("offline-missing", OfflineMissing);
