/** Copies the Markdown of the page. The link beside the button is there without this, too. */
class CopyPage extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector("button")!;
    const status = this.querySelector<HTMLElement>("[role=status]")!;
    const { href } = this.querySelector("a")!;
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => {
      copy(href).then(
        () => (status.textContent = button.dataset["copied"]!),
        () => (status.textContent = status.dataset["failed"]!),
      );
    });
  }
}

/** Safari lets a page copy only what it hands over at the click itself: a promise of the text. */
async function copy(href: string): Promise<void> {
  const text = fetch(href).then((response) => {
    if (!response.ok) throw new Error(`${response.status} ${href}`);
    return response.text();
  });
  if (typeof ClipboardItem !== "function") return navigator.clipboard.writeText(await text);
  const blob = text.then((markdown) => new Blob([markdown], { type: "text/plain" }));
  await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

customElements.define("copy-page", CopyPage);
