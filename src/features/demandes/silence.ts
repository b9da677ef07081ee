/** What the law's clocks of one demande know beside its row: what a query on `demande` gives of it. */
export interface SilenceVue {
  /** When the acknowledgement left (CRPA R112-11-1), or its letter was printed; null while it waits. */
  accuseLe: Date | null
  /** The decision that nobody took (CRPA L231-1, L231-4). */
  decision: { sens: 'acceptation' | 'rejet'; neeLe: string } | null
  /** The reasons asked for after a rejection (CRPA L232-4). */
  motifs: { demandesLe: Date; dusLe: string; communiquesLe: Date | null; texte: string } | null
}

/** What the query gives. */
export interface SilenceJson {
  accuseLe: string | null
  decision: SilenceVue['decision']
  motifs: { demandesLe: string; dusLe: string; communiquesLe: string | null; texte: string | null } | null
}

/** For a query on `demande`. */
export const SILENCE = `json_build_object(
  'accuseLe', least((select min(m.envoye_le) from courriel m
    where m.demande_id = demande.id and m.modele = 'accuse-reception'), (select min(l.imprimee_le) from lettre l
    where l.demande_id = demande.id and l.modele = 'accuse-reception')),
  'decision', (select json_build_object('sens', s.sens, 'neeLe', s.nee_le) from decision_implicite s
    where s.demande_id = demande.id order by s.nee_le desc limit 1),
  'motifs', (select json_build_object('demandesLe', m.demandee_le, 'dusLe', m.dus_le,
    'communiquesLe', m.communiques_le, 'texte', m.motifs) from demande_de_motifs m where m.demande_id = demande.id))`

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text))

export function silenceOf({ accuseLe, decision, motifs }: SilenceJson): SilenceVue {
  return {
    accuseLe: moment(accuseLe),
    decision,
    motifs: motifs && {
      demandesLe: new Date(motifs.demandesLe),
      dusLe: motifs.dusLe,
      communiquesLe: moment(motifs.communiquesLe),
      texte: motifs.texte ?? '',
    },
  }
}
