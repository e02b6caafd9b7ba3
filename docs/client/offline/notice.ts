/** On every page: says where the page comes from when that is not the network, and when the offline copy is behind. Readers without a copy load no more than this. */
class OfflineNotice extends HTMLElement {
  connectedCallback(): void {
    if ("kept" in document.documentElement.dataset || navigator.serviceWorker?.controller)
      void import("./notice-panel.ts").then(({ showNotice }) => showNotice(this));
  }
}

customElements.define("offline-notice", OfflineNotice);
