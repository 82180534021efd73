// A check that failed: its name, as the page on the proof bundle has it, and a sentence on what was found.
export class Fault extends Error {
  constructor(check, what) {
    super(what);
    this.check = check;
  }
}

/** Throws the fault unless `holds`. */
export function demand(holds, check, what) {
  if (!holds) throw new Fault(check, what);
}
