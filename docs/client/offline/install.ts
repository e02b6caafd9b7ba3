/** The button that installs the course. Only Chromium lets a page ask for it; elsewhere the button does not show, and the page names the browsers' own menus. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

class CourseInstall extends HTMLElement {
  /** Can be used once. */
  #offer: InstallEvent | undefined;

  connectedCallback(): void {
    addEventListener("beforeinstallprompt", (event) => {
      // The browser would else ask by itself, at a moment of its own.
      event.preventDefault();
      this.#offer = event as InstallEvent;
      this.hidden = false;
    });
    addEventListener("appinstalled", () => (this.hidden = true));
    this.querySelector("button")!.addEventListener("click", () => {
      void this.#offer?.prompt();
      this.#offer = undefined;
      this.hidden = true;
    });
  }
}

customElements.define("course-install", CourseInstall);
