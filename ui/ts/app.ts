/**
 * The glue of every page: htmx, menus, dialogs, tabs, keys, toasts, drafts, the unit and date fields. Each part works as
 * plain HTML first; this makes it quicker.
 */
import "htmx.org";
import { Autosave, forgetSent } from "./elements/autosave";
import { bell } from "./elements/bell";
import { dialogs } from "./elements/dialog";
import { Drop } from "./elements/drop";
import { keyboard } from "./elements/keyboard";
import { Menu } from "./elements/menu";
import { offline } from "./elements/offline";
import { Tabs } from "./elements/tabs";
import { toasts } from "./elements/toast";
import { UnitPicker } from "./elements/unit_picker";
import { WindowPicker } from "./elements/window";
import { Writing } from "./elements/writing";

// Before the form of this page brings its draft back.
forgetSent();
customElements.define("nc-menu", Menu);
customElements.define("nc-tabs", Tabs);
customElements.define("nc-unit-picker", UnitPicker);
customElements.define("nc-window", WindowPicker);
customElements.define("nc-drop", Drop);
customElements.define("nc-autosave", Autosave);
customElements.define("nc-writing", Writing);
dialogs();
keyboard();
toasts();
offline();
bell();
// A refused form says what to mend: go there at once.
document.querySelector<HTMLElement>("[data-summary]")?.focus();
// Tabs that go on past the edge of a phone begin at the one that is open.
document.querySelector<HTMLElement>(".nc-tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
// A page that is printed as it stands.
for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
