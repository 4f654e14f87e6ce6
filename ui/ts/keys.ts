/**
 * The keys of the desk. Pure: takes what was pressed, says which command is meant. Single letters count only when no
 * field has the focus, and a person may turn them off (WCAG 2.1.4); keys with Ctrl stay.
 */

/** What was pressed, as a keyboard event tells it. */
export interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

/** Where the focus is. */
export interface Place {
  isTyping: boolean;
  /** On a link or button, which has a meaning of its own for Enter and the space bar. */
  isOnControl: boolean;
}

/** How long `G` waits for its second letter. */
export const CHORD_MS = 1500;

/** Remembers half a chord and the off switch; everything else is told to it. */
export class Keys {
  private chordUntil = 0;
  areLettersOn = true;

  /**
   * The name of the command: "J", "?", "Enter", "Escape", "Ctrl+Enter", "Ctrl+Z", "Ctrl+Shift+Z", "G K". Nothing when
   * the press belongs to the field or to the browser.
   */
  read(press: Press, place: Place, now_ms: number): string | undefined {
    // An input method is at work (Telex, VNI): every key is its own.
    if (press.isComposing || press.key === "Process" || press.altKey) return undefined;
    if (press.ctrlKey || press.metaKey) return this.withControl(press, place);
    if (press.key === "Escape") return "Escape";
    if (place.isTyping) return undefined;
    if (press.key === "Enter") return place.isOnControl ? undefined : "Enter";
    if (!this.areLettersOn || [...press.key].length !== 1 || press.key === " ") return undefined;
    return this.letter(press.key.toUpperCase(), now_ms);
  }

  private withControl(press: Press, place: Place): string | undefined {
    const name = press.key.length === 1 ? press.key.toUpperCase() : press.key;
    if (name === "Enter") return "Ctrl+Enter";
    // While typing, undo is the field's own.
    if (place.isTyping) return undefined;
    if (name === "Z") return press.shiftKey ? "Ctrl+Shift+Z" : "Ctrl+Z";
    if (name === "Y") return "Ctrl+Shift+Z";
    return undefined;
  }

  private letter(name: string, now_ms: number): string {
    if (now_ms < this.chordUntil) {
      this.chordUntil = 0;
      return `G ${name}`;
    }
    if (name === "G") this.chordUntil = now_ms + CHORD_MS;
    return name;
  }
}
