/** The script of the import review page only; menus, keys and fields come from app.ts. */
import { Review } from "./review/element";

customElements.define("nc-review", Review);
