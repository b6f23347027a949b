// @ts-check
/** What the server has told of nodes and ties. Facts are no part of a view: undoing never forgets them. */

import { shortened } from "./elements.js";

/**
 * @typedef {{ id: string, name: string, short_name: string | null, labels: string[], kind: string, degree: number, city: string | null, country: string | null, lat: number | null, lon: number | null,
 *   sectors: string[], objects: boolean }} Entity
 * @typedef {{ id: string, source: string, target: string, type: string, symmetric: boolean, introduces: boolean, strength: number | null, since: string | null, until: string | null,
 *   year_from: number | null, year_to: number | null, status: string, source_document: string | null,
 *   via?: { id: string, name: string }[], via_total?: number }} Tie
 *   `via`: of a derived one, some of the events, projects and programmes it rests on
 */

/** Kinds as the legend orders them: those that can introduce, then those that only situate. */
export const INTRODUCE = ["person", "company", "group", "structure"];
export const SITUATE = ["place", "event", "programme", "project", "need", "field", "figure"];
/** Kinds that paths can begin and end at: besides actors, what stands for those it brings together. */
export const ENDS = [...INTRODUCE, "place", "event", "programme", "project", "need"];
/** The label whose mark stands for a kind. @type {Record<string, string>} */
export const MARKS = {
  person: "Person",
  company: "Company",
  group: "GrandGroupe",
  structure: "Structure",
  place: "City",
  event: "Event",
  programme: "Programme",
  project: "Project",
  need: "Opportunity",
  field: "Sector",
  figure: "Figure",
};
/** Types of tie that nobody stored: they follow from what two took part in, or what one of them runs. */
export const DERIVED = ["WORKED_WITH", "RUNS_FOR"];
export const WEIGHTS = ["strong", "medium", "weak", "situates"];

/** @param {Pick<Tie, "introduces" | "strength">} tie as a word of the legend */
export function weightOf(tie) {
  if (!tie.introduces || tie.strength === null) return "situates";
  return tie.strength >= 0.6 ? "strong" : tie.strength >= 0.3 ? "medium" : "weak";
}

export class Facts {
  /** @type {Map<string, Entity>} */
  entities = new Map();
  /** @type {Map<string, Tie>} */
  ties = new Map();
  /** Ties by either end. @type {Map<string, Set<string>>} */
  around = new Map();

  /** @param {{ nodes?: Entity[], ties?: Tie[] }} told */
  learn({ nodes = [], ties = [] }) {
    for (const node of nodes) this.entities.set(node.id, node);
    for (const tie of ties) {
      this.ties.set(tie.id, tie);
      this.#touch(tie.source, tie.id);
      this.#touch(tie.target, tie.id);
    }
  }

  /** What is not so on the day that is asked for. @param {string[]} ties */
  forget(ties) {
    for (const id of ties) this.ties.delete(id);
  }

  /** @param {string} id @param {string} tie */
  #touch(id, tie) {
    const known = this.around.get(id);
    if (known) known.add(tie);
    else this.around.set(id, new Set([tie]));
  }

  /** @param {string} id */
  name(id) {
    return this.entities.get(id)?.name ?? id;
  }

  /** Its name in a sentence, where it must not take the page. @param {string} id */
  called(id) {
    return shortened(this.name(id), 80);
  }

  /** Its name on the canvas: the short one, where it has one; of a place that is a code. @param {string} id */
  mark(id) {
    const entity = this.entities.get(id);
    return (entity?.kind === "place" ? null : entity?.short_name) ?? this.name(id);
  }

  /** The label whose mark is shown. @param {string} id */
  label(id) {
    const entity = this.entities.get(id);
    if (!entity) return "Figure";
    return entity.kind === "place" || entity.kind === "field" ? (entity.labels[0] ?? "City") : (MARKS[entity.kind] ?? "Figure");
  }

  /** Ties between entities of the set. @param {Iterable<string>} ids @returns {string[]} */
  among(ids) {
    const inside = new Set(ids);
    /** @type {string[]} */
    const found = [];
    for (const id of inside) {
      for (const tie of this.around.get(id) ?? []) {
        const known = this.ties.get(tie);
        if (known && known.source === id && inside.has(known.target)) found.push(tie);
      }
    }
    return found;
  }
}
