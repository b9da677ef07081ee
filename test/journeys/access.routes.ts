import { PDF } from '../support/family.ts'

/** Real things of one family: a refusal must come from who asks, never from what is missing. */
export interface Things {
  brouillon: string
  aSupprimer: string
  aDeposer: string
  enfant: string
  reference: string
  /** A demande that was decided, and its letter. */
  decidee: string
  lettre: string
  piece: string
  pieceRetirable: string
  complement: string
  envoi: string
  envoiComplement: string
  document: string
  envoiDocument: string
  /** A document that an agent refused, and an upload begun to take its place. */
  pieceRefusee: string
  envoiRemplacement: string
  signalement: string
  message: string
  messageDAgent: string
  documentDeMessage: string
  envoiDeMessage: string
  envoiDeMessageDAgent: string
  /** An opinion on a demande of its own, asked of the agent of another démarche. */
  avis: string
  /** A paper demande that the instructeur types. */
  saisie: string
  demandeAvecAvis: string
}

export type Who =
  | 'public'
  | 'usager'
  | 'titulaire'
  | 'personnel'
  | 'agent'
  | 'agent-de-la-demarche'
  | 'agent-qui-ecrit'
  | 'consulte'
  | 'instructeur'
  | 'encadrement'
  | 'administrateur'
  | 'caisse'
  | 'comptes'
  | 'second-regard'
  | 'session'
export interface Line {
  who: Who
  path: (things: Things) => string
  fields?: (things: Things) => Record<string, string>
  /** What the answer is for who may enter, when it is not a success. */
  refuses?: number
  /** Ends the session that asks: sent by somebody who is needed for nothing else. */
  finit?: true
}

const on = (who: Who, path: Line['path'], fields?: Line['fields'], refuses?: number): Line => ({
  who,
  path,
  ...(fields ? { fields } : {}),
  ...(refuses ? { refuses } : {}),
})
const at = (who: Who, path: string, refuses?: number): Line => on(who, () => path, undefined, refuses)
const counter = (acte: string, refuses?: number): Line =>
  on(
    'agent-de-la-demarche',
    ({ reference }) => `/agents/demandes/${reference}/${acte}`,
    () => ({ revision: '1', motivation: 'x'.repeat(30), elements: 'Un document', echeance: '' }),
    refuses,
  )
export const upload = { nom: 'a.pdf', taille: String(PDF.length) }
/** A page of the demande that the instructeur types: nobody else's, whatever their role. */
const saisie = (page: string, refuses?: number, fields?: Record<string, string>): Line =>
  on('instructeur', (t) => `/agents/papier/saisies/${t.saisie}${page}`, fields && (() => fields), refuses)
/** A scan for the complement of a demande that came on line: for no agent to answer. */
const scan = (page: string, fields?: Record<string, string>): Line =>
  on(
    'instructeur',
    (t) => `/agents/papier/complements/${t.complement}/pieces/1${page}`,
    fields && (() => fields),
    404,
  )

/** One of the APA in some days: it stops nobody here. */
const maintenance = (): Record<string, string> => {
  const jour = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  const heures = { debutJour: jour, debutHeure: '06:00', finJour: jour, finHeure: '07:00' }
  return { ...heures, demarche: 'apa', motif: 'Une nouvelle version.' }
}

/** An id that nothing has. */
const NOBODY = '0197aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee'

/** Every route of the portal and who may enter it, written by hand: one more, or one opened by mistake, fails. */
export const ROUTES: Readonly<Record<string, Line>> = {
  'GET /': at('public', '/'),
  'GET /.well-known/security.txt': at('public', '/.well-known/security.txt'),
  'GET /accessibilite': at('public', '/accessibilite'),
  'GET /accessibilite/schema-pluriannuel': at('public', '/accessibilite/schema-pluriannuel'),
  'GET /aide': at('public', '/aide'),
  'GET /agents/connexion': at('public', '/agents/connexion'),
  'GET /conditions-generales': at('public', '/conditions-generales'),
  'GET /connexion': at('public', '/connexion'),
  'GET /cookies': at('public', '/cookies'),
  'GET /donnees-personnelles': at('public', '/donnees-personnelles'),
  'GET /inscription': at('public', '/inscription'),
  'GET /inscription/confirmer': at('public', '/inscription/confirmer'),
  'GET /mesure/choix': at('public', '/mesure/choix'),
  'POST /mesure/choix': on(
    'public',
    () => '/mesure/choix',
    () => ({ choix: 'refuser' }),
    303,
  ),
  'POST /mesure': on(
    'public',
    () => '/mesure?essai=1',
    () => ({ page: '/', site: '', appareil: 'autre' }),
  ),
  'GET /agents/administration/audience': at('administrateur', '/agents/administration/audience'),
  'GET /agents/administration/audience.csv': at('administrateur', '/agents/administration/audience.csv'),
  'GET /mentions-legales': at('public', '/mentions-legales'),
  'GET /mot-de-passe-oublie': at('public', '/mot-de-passe-oublie'),
  'GET /mot-de-passe-oublie/nouveau': at('public', '/mot-de-passe-oublie/nouveau'),
  'GET /navigateurs': at('public', '/navigateurs'),
  'GET /plan-du-site': at('public', '/plan-du-site'),
  'GET /robots.txt': at('public', '/robots.txt'),
  'GET /sante': at('public', '/sante'),
  'GET /sante/pret': at('public', '/sante/pret'),
  'GET /securite': at('public', '/securite'),
  'GET /sitemap.xml': at('public', '/sitemap.xml'),
  'GET /services': at('public', '/services'),
  'GET /services/:slug': at('public', '/services/pack-rentree'),
  'GET /services/:slug/conditions': at('public', '/services/pack-rentree/conditions'),
  'GET /services/:slug/formulaire.pdf': at('public', '/services/pack-rentree/formulaire.pdf'),
  'POST /agents/connexion': at('public', '/agents/connexion', 422),
  'POST /connexion': at('public', '/connexion', 422),
  'POST /mot-de-passe-oublie': at('public', '/mot-de-passe-oublie', 422),
  'POST /mot-de-passe-oublie/nouveau': at('public', '/mot-de-passe-oublie/nouveau', 422),
  'GET /connexion/deblocage': at('public', '/connexion/deblocage'),
  'POST /connexion/deblocage': at('public', '/connexion/deblocage', 410),
  'POST /inscription': at('public', '/inscription', 422),
  'POST /inscription/confirmer': at('public', '/inscription/confirmer', 410),
  'GET /espace': at('usager', '/espace'),
  'GET /espace/demandes': at('usager', '/espace/demandes'),
  'GET /espace/compte/activite': at('usager', '/espace/compte/activite'),
  'GET /espace/compte': at('usager', '/espace/compte'),
  'POST /espace/compte/mot-de-passe': at('usager', '/espace/compte/mot-de-passe', 422),
  'POST /espace/compte/sessions': at('usager', '/espace/compte/sessions'),
  'POST /espace/compte/sessions/:id': at('usager', '/espace/compte/sessions/une-autre', 404),
  'GET /espace/communes': at('usager', '/espace/communes?cp=38000'),
  'GET /espace/demarches/:slug/commencer': at('usager', '/espace/demarches/pack-rentree/commencer'),
  'POST /espace/demarches/:slug/commencer': on(
    'usager',
    () => '/espace/demarches/pack-rentree/commencer',
    () => ({ conditions: '1' }),
  ),
  'GET /espace/brouillons/:id': on('titulaire', (t) => t.brouillon),
  'GET /espace/brouillons/:id/verification': on('titulaire', (t) => `${t.brouillon}/verification`),
  'GET /espace/brouillons/:id/:page': on('titulaire', (t) => `${t.brouillon}/vous`),
  'POST /espace/brouillons/:id/:page': on('titulaire', (t) => `${t.brouillon}/vous`, undefined, 422),
  'GET /espace/brouillons/:id/:page/:instance': on('titulaire', (t) => `${t.aDeposer}/options/${t.enfant}`),
  'POST /espace/brouillons/:id/:page/:instance': on(
    'titulaire',
    (t) => `${t.aDeposer}/options/${t.enfant}`,
    () => ({ options: 'carte-jeune' }),
  ),
  'POST /espace/brouillons/:place/pieces/:champ': on(
    'titulaire',
    (t) => `${t.aDeposer}/pieces/enfants.${t.enfant}.certificat`,
    () => upload,
  ),
  'GET /espace/brouillons/:place/pieces/:champ/:id': on(
    'titulaire',
    (t) => `${t.aDeposer}/pieces/enfants.${t.enfant}.certificat/${t.envoi}`,
  ),
  'PUT /espace/brouillons/:place/pieces/:champ/:id': on(
    'titulaire',
    (t) => `${t.aDeposer}/pieces/enfants.${t.enfant}.certificat/${t.envoi}?debut=0`,
  ),
  'POST /espace/brouillons/:place/pieces/:champ/:id/fin': on(
    'titulaire',
    (t) => `${t.aDeposer}/pieces/enfants.${t.enfant}.certificat/${t.envoi}/fin`,
  ),
  'POST /espace/pieces/:id/retirer': on('titulaire', (t) => `/espace/pieces/${t.pieceRetirable}/retirer`),
  'POST /espace/brouillons/:id/depot': on('titulaire', (t) => `${t.aDeposer}/depot`),
  'POST /espace/brouillons/:id/suppression': on('titulaire', (t) => `${t.aSupprimer}/suppression`),
  'POST /espace/complements/:place/pieces/:rang': on(
    'titulaire',
    (t) => `/espace/complements/${t.complement}/pieces/1`,
    () => upload,
  ),
  'GET /espace/complements/:place/pieces/:rang/:id': on(
    'titulaire',
    (t) => `/espace/complements/${t.complement}/pieces/1/${t.envoiComplement}`,
  ),
  'PUT /espace/complements/:place/pieces/:rang/:id': on(
    'titulaire',
    (t) => `/espace/complements/${t.complement}/pieces/1/${t.envoiComplement}?debut=0`,
  ),
  'POST /espace/complements/:place/pieces/:rang/:id/fin': on(
    'titulaire',
    (t) => `/espace/complements/${t.complement}/pieces/1/${t.envoiComplement}/fin`,
  ),
  'POST /espace/pieces/:place/remplacement': on(
    'titulaire',
    (t) => `/espace/pieces/${t.pieceRefusee}/remplacement`,
    () => upload,
  ),
  'GET /espace/pieces/:place/remplacement/:id': on(
    'titulaire',
    (t) => `/espace/pieces/${t.pieceRefusee}/remplacement/${t.envoiRemplacement}`,
  ),
  'PUT /espace/pieces/:place/remplacement/:id': on(
    'titulaire',
    (t) => `/espace/pieces/${t.pieceRefusee}/remplacement/${t.envoiRemplacement}?debut=0`,
  ),
  'POST /espace/pieces/:place/remplacement/:id/fin': on(
    'titulaire',
    (t) => `/espace/pieces/${t.pieceRefusee}/remplacement/${t.envoiRemplacement}/fin`,
  ),
  'GET /espace/demandes/:reference/attestation': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/attestation`,
    undefined,
    409,
  ),
  'POST /espace/demandes/:reference/motifs': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/motifs`,
    undefined,
    409,
  ),
  'POST /agents/demandes/:reference/pieces/:piece/verdict': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.reference}/pieces/${t.pieceRefusee}/verdict`,
    () => ({ verdict: 'acceptee', vu: '' }),
    409,
  ),
  'POST /agents/demandes/:reference/motifs': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.reference}/motifs`,
    () => ({ motifs: 'x'.repeat(30) }),
    409,
  ),
  'GET /espace/documents': at('usager', '/espace/documents'),
  'GET /espace/documents/:id': on('titulaire', (t) => `/espace/documents/${t.document}`),
  'GET /espace/documents/:id/contenu': on('titulaire', (t) => `/espace/documents/${t.document}/contenu`),
  'POST /espace/documents/:id': on('titulaire', (t) => `/espace/documents/${t.document}`, undefined, 422),
  'POST /espace/documents/:id/suppression': on(
    'titulaire',
    (t) => `/espace/documents/${t.document}/suppression`,
  ),
  'POST /espace/documents/envois': on(
    'usager',
    () => '/espace/documents/envois',
    () => upload,
  ),
  'GET /espace/documents/envois/:id': on('titulaire', (t) => `/espace/documents/envois/${t.envoiDocument}`),
  'PUT /espace/documents/envois/:id': on(
    'titulaire',
    (t) => `/espace/documents/envois/${t.envoiDocument}?debut=0`,
  ),
  'POST /espace/documents/envois/:id/fin': on(
    'titulaire',
    (t) => `/espace/documents/envois/${t.envoiDocument}/fin`,
  ),
  'GET /espace/pieces/:id/contenu': on('titulaire', (t) => `/espace/pieces/${t.piece}/contenu`),
  'GET /espace/demandes/:reference': on('titulaire', (t) => `/espace/demandes/${t.reference}`),
  'GET /espace/demandes/:reference/accuse-reception.pdf': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/accuse-reception.pdf`,
  ),
  'POST /espace/demandes/:reference/complement': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/complement`,
  ),
  'POST /espace/demandes/:reference/messages/:place/pieces': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/messages/${t.message}/pieces`,
    () => upload,
  ),
  'GET /espace/demandes/:reference/messages/:place/pieces/:id': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/messages/${t.message}/pieces/${t.envoiDeMessage}`,
  ),
  'PUT /espace/demandes/:reference/messages/:place/pieces/:id': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/messages/${t.message}/pieces/${t.envoiDeMessage}?debut=0`,
  ),
  'POST /espace/demandes/:reference/messages/:place/pieces/:id/fin': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/messages/${t.message}/pieces/${t.envoiDeMessage}/fin`,
  ),
  'GET /espace/demandes/:reference/messages': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/messages`,
  ),
  'POST /espace/demandes/:reference/messages': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/messages`,
    () => ({ cle: crypto.randomUUID(), texte: 'Bonjour.' }),
  ),
  'GET /espace/messages/documents/:id/contenu': on(
    'titulaire',
    (t) => `/espace/messages/documents/${t.documentDeMessage}/contenu`,
  ),
  'POST /agents/demandes/:reference/messages/:place/pieces': on(
    'agent-qui-ecrit',
    (t) => `/agents/demandes/${t.reference}/messages/${t.messageDAgent}/pieces`,
    () => upload,
  ),
  'GET /agents/demandes/:reference/messages/:place/pieces/:id': on(
    'agent-qui-ecrit',
    (t) => `/agents/demandes/${t.reference}/messages/${t.messageDAgent}/pieces/${t.envoiDeMessageDAgent}`,
  ),
  'PUT /agents/demandes/:reference/messages/:place/pieces/:id': on(
    'agent-qui-ecrit',
    (t) =>
      `/agents/demandes/${t.reference}/messages/${t.messageDAgent}/pieces/${t.envoiDeMessageDAgent}?debut=0`,
  ),
  'POST /agents/demandes/:reference/messages/:place/pieces/:id/fin': on(
    'agent-qui-ecrit',
    (t) => `/agents/demandes/${t.reference}/messages/${t.messageDAgent}/pieces/${t.envoiDeMessageDAgent}/fin`,
  ),
  'GET /agents/demandes/:reference/messages': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.reference}/messages`,
  ),
  'POST /agents/demandes/:reference/messages': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.reference}/messages`,
    () => ({ cle: crypto.randomUUID(), texte: 'Bonjour.' }),
  ),
  'POST /agents/demandes/:reference/notes': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.reference}/notes`,
    () => ({ cle: crypto.randomUUID(), note: 'À vérifier.' }),
  ),
  'GET /agents/messages/documents/:id/contenu': on(
    'agent-de-la-demarche',
    (t) => `/agents/messages/documents/${t.documentDeMessage}/contenu`,
  ),
  'GET /agents/messages/documents/:id/apercus/:page': on(
    'agent-de-la-demarche',
    (t) => `/agents/messages/documents/${t.documentDeMessage}/apercus/1`,
  ),
  'GET /agents/messages': at('agent', '/agents/messages'),
  'GET /agents/modeles': at('encadrement', '/agents/modeles'),
  'GET /agents/modeles/nouveau': at('encadrement', '/agents/modeles/nouveau'),
  'POST /agents/modeles/nouveau': at('encadrement', '/agents/modeles/nouveau', 422),
  'GET /agents/modeles/:id': at('encadrement', '/agents/modeles/aucun', 404),
  'POST /agents/modeles/:id': at('encadrement', '/agents/modeles/aucun', 409),
  'POST /agents/modeles/:id/suppression': at('encadrement', '/agents/modeles/aucun/suppression'),
  'GET /espace/notifications': at('usager', '/espace/notifications'),
  'POST /espace/notifications/lues': at('usager', '/espace/notifications/lues'),
  'POST /espace/notifications/:id/lue': at('usager', '/espace/notifications/aucune/lue'),
  'GET /agents': at('personnel', '/agents'),
  'GET /agents/demandes/:reference/journal': on(
    'encadrement',
    (t) => `/agents/demandes/${t.reference}/journal`,
  ),
  'GET /agents/demandes/:reference/journal.jsonl': on(
    'encadrement',
    (t) => `/agents/demandes/${t.reference}/journal.jsonl`,
  ),
  'GET /agents/demandes/:reference': on('agent-de-la-demarche', (t) => `/agents/demandes/${t.reference}`),
  'GET /agents/pieces/:id/contenu': on('agent-de-la-demarche', (t) => `/agents/pieces/${t.piece}/contenu`),
  'GET /agents/pieces/:id/apercus/:page': on(
    'agent-de-la-demarche',
    (t) => `/agents/pieces/${t.piece}/apercus/1`,
  ),
  'POST /agents/demandes/:reference/prise-en-charge': counter('prise-en-charge', 409),
  'POST /agents/demandes/:reference/complement': counter('complement', 409),
  'POST /agents/demandes/:reference/refus': counter('refus', 409),
  'POST /agents/demandes/:reference/sans-suite': counter('sans-suite', 409),
  'POST /agents/demandes/:reference/acceptation': counter('acceptation', 409),
  'GET /agents/demandes/:reference/decision-par-partie': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.decidee}/decision-par-partie`,
  ),
  'POST /agents/demandes/:reference/decision-par-partie': counter('decision-par-partie', 409),
  'GET /agents/demandes/:reference/decisions': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.decidee}/decisions`,
  ),
  'GET /agents/demandes/:reference/decisions/:rang/decision.pdf': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.decidee}/decisions/1/decision.pdf`,
  ),
  'GET /agents/demandes/:reference/decisions/:rang/lettre.pdf': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.decidee}/decisions/1/lettre.pdf`,
  ),
  'POST /agents/demandes/:reference/decisions/correction': on(
    'encadrement',
    (t) => `/agents/demandes/${t.decidee}/decisions/correction`,
    () => ({}),
    409,
  ),
  'POST /agents/demandes/:reference/decisions/retrait': on(
    'encadrement',
    (t) => `/agents/demandes/${t.decidee}/decisions/retrait`,
    () => ({}),
    422,
  ),
  'GET /agents/lettres': at('agent', '/agents/lettres'),
  'GET /agents/lettres/impression.pdf': on(
    'agent-de-la-demarche',
    (t) => `/agents/lettres/impression.pdf?lettres=${t.lettre}`,
  ),
  'POST /agents/lettres': at('agent', '/agents/lettres', 422),
  'GET /espace/demandes/:reference/decisions/:rang/decision.pdf': on(
    'titulaire',
    (t) => `/espace/demandes/${t.decidee}/decisions/1/decision.pdf`,
  ),
  'POST /espace/compte/contact/notification': on(
    'usager',
    () => '/espace/compte/contact/notification',
    () => ({ notification: 'courrier' }),
  ),
  'POST /espace/demandes/:reference/desistement': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/desistement`,
  ),
  'GET /espace/demandes/:reference/paiement': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/paiement`,
    () => ({}),
    404,
  ),
  'POST /espace/demandes/:reference/paiement': on(
    'titulaire',
    (t) => `/espace/demandes/${t.reference}/paiement`,
    () => ({}),
    404,
  ),
  'GET /espace/paiements/:id/recu.pdf': at('usager', `/espace/paiements/${NOBODY}/recu.pdf`, 404),
  'GET /paiement/retour/:retour': at('public', '/paiement/retour/inconnu', 404),
  'GET /paiement/notification': at('public', '/paiement/notification?notificationType=WEBTRS&token=inconnu'),
  'GET /espace/identite': at('usager', '/espace/identite'),
  'POST /espace/identite': at('usager', '/espace/identite', 422),
  'GET /espace/compte/informations': at('usager', '/espace/compte/informations'),
  'POST /espace/compte/informations': at('usager', '/espace/compte/informations', 422),
  'GET /espace/compte/informations/enfants/:id': at('usager', '/espace/compte/informations/enfants/nouveau'),
  'POST /espace/compte/informations/enfants/:id': at(
    'usager',
    '/espace/compte/informations/enfants/nouveau',
    422,
  ),
  'POST /espace/compte/informations/enfants/:id/retrait': at(
    'usager',
    '/espace/compte/informations/enfants/un-autre/retrait',
    404,
  ),
  'GET /espace/compte/services': at('usager', '/espace/compte/services'),
  'POST /espace/compte/services': at('usager', '/espace/compte/services'),
  'GET /espace/compte/donnees': at('usager', '/espace/compte/donnees'),
  'GET /espace/compte/donnees.json': at('usager', '/espace/compte/donnees.json'),
  'POST /espace/compte/rappel': at('usager', '/espace/compte/rappel'),
  'GET /agents/avis': at('agent', '/agents/avis'),
  'GET /agents/avis/:id': on('consulte', (t) => `/agents/avis/${t.avis}`),
  'POST /agents/avis/:id': on('consulte', (t) => `/agents/avis/${t.avis}`, undefined, 422),
  'POST /agents/avis/:id/relance': on('agent-de-la-demarche', (t) => `/agents/avis/${t.avis}/relance`),
  'POST /agents/avis/:id/retrait': on('agent-de-la-demarche', (t) => `/agents/avis/${t.avis}/retrait`),
  'GET /agents/demandes/:reference/avis': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.demandeAvecAvis}/avis`,
  ),
  'POST /agents/demandes/:reference/avis': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.demandeAvecAvis}/avis`,
    undefined,
    422,
  ),
  'GET /agents/demandes/:reference/transmission': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.demandeAvecAvis}/transmission`,
  ),
  'POST /agents/demandes/:reference/transmission': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.demandeAvecAvis}/transmission`,
    undefined,
    422,
  ),
  'GET /agents/demandes/:reference/transmission/bordereau.pdf': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.demandeAvecAvis}/transmission/bordereau.pdf`,
    undefined,
    404,
  ),
  'GET /agents/demandes/:reference/transmission/dossier.zip': on(
    'agent-de-la-demarche',
    (t) => `/agents/demandes/${t.demandeAvecAvis}/transmission/dossier.zip`,
    undefined,
    404,
  ),
  'GET /agents/lettres/:id': at('agent', '/agents/lettres/une-autre', 404),
  'GET /agents/papier': at('agent', '/agents/papier'),
  'GET /agents/papier/:demarche': at('agent-de-la-demarche', '/agents/papier/pack-rentree'),
  'POST /agents/papier/:demarche': at('agent-de-la-demarche', '/agents/papier/pack-rentree', 422),
  'GET /agents/papier/saisies/:id': saisie(''),
  'GET /agents/papier/saisies/:id/relecture': saisie('/relecture'),
  'POST /agents/papier/saisies/:id/depot': saisie('/depot', 422),
  'GET /agents/papier/saisies/:id/:page': saisie('/vous'),
  'POST /agents/papier/saisies/:id/:page': saisie('/vous', 422),
  'GET /agents/papier/saisies/:id/:page/:instance': saisie('/scolarite/aucun', 404),
  'POST /agents/papier/saisies/:id/:page/:instance': saisie('/scolarite/aucun'),
  'POST /agents/papier/saisies/:place/pieces/:champ': saisie('/pieces/racine.a', 404, upload),
  'GET /agents/papier/saisies/:place/pieces/:champ/:id': saisie('/pieces/racine.a/un', 404),
  'PUT /agents/papier/saisies/:place/pieces/:champ/:id': saisie('/pieces/racine.a/un', 404),
  // The demande of the matrix came on line: who answers is its usager.
  'GET /agents/demandes/:reference/reponse-par-courrier': counter('reponse-par-courrier', 404),
  'POST /agents/demandes/:reference/reponse-par-courrier': counter('reponse-par-courrier', 404),
  'POST /agents/papier/complements/:place/pieces/:rang': scan('', upload),
  'GET /agents/papier/complements/:place/pieces/:rang/:id': scan('/un'),
  'PUT /agents/papier/complements/:place/pieces/:rang/:id': scan('/un'),
  'POST /agents/papier/complements/:place/pieces/:rang/:id/fin': scan('/un/fin'),
  'POST /agents/papier/saisies/:place/pieces/:champ/:id/fin': saisie('/pieces/racine.a/un/fin', 404),
  'GET /agents/export': at('encadrement', '/agents/export'),
  'GET /agents/export/:demarche': at('encadrement', '/agents/export/pack-rentree'),
  'POST /agents/export/:demarche': at('encadrement', '/agents/export/pack-rentree', 422),
  'GET /agents/export/fichiers/:id': at('encadrement', '/agents/export/fichiers/un-autre', 404),
  'GET /agents/statistiques': at('encadrement', '/agents/statistiques'),
  'GET /agents/acces': at('encadrement', '/agents/acces'),
  'GET /agents/acces/:id/anonymat': at('administrateur', `/agents/acces/${NOBODY}/anonymat`, 404),
  'POST /agents/acces/:id/anonymat': on(
    'administrateur',
    () => `/agents/acces/${NOBODY}/anonymat`,
    () => ({ motif: 'Menaces reçues, plainte déposée.' }),
    404,
  ),
  'POST /agents/acces/:id/anonymat/fin': at('administrateur', `/agents/acces/${NOBODY}/anonymat/fin`, 404),
  'GET /agents/demandes/:reference/conservation': on(
    'encadrement',
    ({ decidee }) => `/agents/demandes/${decidee}/conservation`,
  ),
  'POST /agents/demandes/:reference/conservation/suspension': on(
    'encadrement',
    ({ decidee }) => `/agents/demandes/${decidee}/conservation/suspension`,
    () => ({ motif: 'Un recours est en cours.' }),
  ),
  'POST /agents/demandes/:reference/conservation/reprise': on(
    'encadrement',
    ({ decidee }) => `/agents/demandes/${decidee}/conservation/reprise`,
  ),
  'POST /agents/acces/:id/deblocage': at('encadrement', '/agents/acces/un-autre/deblocage', 404),
  'GET /conditions-generales/versions/:numero': at('public', '/conditions-generales/versions/1'),
  'GET /conditions-generales/comparaison': at('public', '/conditions-generales/comparaison?de=1&a=1'),
  'GET /services/:slug/conditions/versions/:numero': at(
    'public',
    '/services/pack-rentree/conditions/versions/1',
  ),
  'GET /services/:slug/conditions/comparaison': at(
    'public',
    '/services/pack-rentree/conditions/comparaison?de=1&a=1',
  ),
  'GET /espace/conditions': at('usager', '/espace/conditions'),
  'POST /espace/conditions': on(
    'usager',
    () => '/espace/conditions',
    () => ({ texte: '*', numero: '1', reponse: 'accepter' }),
  ),
  'GET /espace/conditions/refus': at('usager', '/espace/conditions/refus'),
  'GET /agents/administration/conditions': at('administrateur', '/agents/administration/conditions'),
  'GET /agents/administration/conditions/:texte': at(
    'administrateur',
    '/agents/administration/conditions/generales',
  ),
  'POST /agents/administration/conditions/:texte': on(
    'administrateur',
    () => '/agents/administration/conditions/apa',
    () => ({ revision: '0', markdown: '# Conditions', changements: 'Un texte plus court.' }),
  ),
  'GET /agents/administration/conditions/:texte/relecture': at(
    'administrateur',
    '/agents/administration/conditions/apa/relecture',
  ),
  'POST /agents/administration/conditions/:texte/publication': on(
    'administrateur',
    () => '/agents/administration/conditions/apa/publication',
    () => ({ revision: '1', enVigueur: '1' }),
  ),
  'POST /agents/administration/conditions/:texte/abandon': at(
    'administrateur',
    '/agents/administration/conditions/apa/abandon',
    409,
  ),
  'GET /actualites': at('public', '/actualites'),
  'GET /actualites/:numero': at('public', '/actualites/1', 404),
  'GET /agents/administration/actualites': at('administrateur', '/agents/administration/actualites'),
  'GET /agents/administration/actualites/nouvelle': at(
    'administrateur',
    '/agents/administration/actualites/nouvelle',
  ),
  'POST /agents/administration/actualites/nouvelle': on(
    'administrateur',
    () => '/agents/administration/actualites/nouvelle',
    () => ({ titre: 'Le portail ouvre', markdown: 'Il est ouvert.' }),
  ),
  'GET /agents/administration/actualites/:numero': at(
    'administrateur',
    '/agents/administration/actualites/1',
  ),
  'POST /agents/administration/actualites/:numero': on(
    'administrateur',
    () => '/agents/administration/actualites/1',
    () => ({ titre: 'Le portail ouvre', markdown: 'Il est ouvert.', revision: '1' }),
  ),
  'GET /agents/administration/actualites/:numero/relecture': at(
    'administrateur',
    '/agents/administration/actualites/1/relecture',
  ),
  'POST /agents/administration/actualites/:numero/publication': on(
    'administrateur',
    () => '/agents/administration/actualites/1/publication',
    () => ({ revision: '2' }),
  ),
  'POST /agents/administration/actualites/:numero/retrait': on(
    'administrateur',
    () => '/agents/administration/actualites/1/retrait',
    () => ({ revision: '3' }),
  ),
  'POST /agents/administration/actualites/:numero/suppression': at(
    'administrateur',
    '/agents/administration/actualites/1/suppression',
    409,
  ),
  'GET /sondage': at('public', '/sondage'),
  'POST /sondage': at('public', '/sondage', 409),
  'GET /agents/administration/sondages': at('administrateur', '/agents/administration/sondages'),
  'GET /agents/administration/sondages/nouveau': at(
    'administrateur',
    '/agents/administration/sondages/nouveau',
  ),
  'POST /agents/administration/sondages/nouveau': on(
    'administrateur',
    () => '/agents/administration/sondages/nouveau',
    () => ({ question: 'Le portail est-il clair ?', choix1: 'Oui', choix2: 'Non' }),
  ),
  'GET /agents/administration/sondages/:numero': at('administrateur', '/agents/administration/sondages/1'),
  'POST /agents/administration/sondages/:numero': on(
    'administrateur',
    () => '/agents/administration/sondages/1',
    () => ({ question: 'Le portail est-il clair ?', choix1: 'Oui', choix2: 'Non', revision: '1' }),
  ),
  'GET /agents/administration/sondages/:numero/relecture': at(
    'administrateur',
    '/agents/administration/sondages/1/relecture',
  ),
  'POST /agents/administration/sondages/:numero/ouverture': on(
    'administrateur',
    () => '/agents/administration/sondages/1/ouverture',
    () => ({ revision: '2' }),
  ),
  'POST /agents/administration/sondages/:numero/fermeture': on(
    'administrateur',
    () => '/agents/administration/sondages/1/fermeture',
    () => ({ revision: '3' }),
  ),
  'POST /agents/administration/sondages/:numero/suppression': at(
    'administrateur',
    '/agents/administration/sondages/1/suppression',
    409,
  ),
  'GET /agents/administration/demarches': at('administrateur', '/agents/administration/demarches'),
  'GET /agents/administration/demarches/:slug': at('administrateur', '/agents/administration/demarches/apa'),
  'POST /agents/administration/demarches/:slug': on(
    'administrateur',
    () => '/agents/administration/demarches/apa',
    () => ({ vue: '0', acte: 'retablir' }),
  ),
  'GET /disponibilite': at('public', '/disponibilite'),
  'GET /disponibilite/attestations/:numero': at('public', '/disponibilite/attestations/1', 404),
  'GET /agents/administration/maintenances': at('administrateur', '/agents/administration/maintenances'),
  'GET /agents/administration/maintenances/nouvelle': at(
    'administrateur',
    '/agents/administration/maintenances/nouvelle',
  ),
  'POST /agents/administration/maintenances/nouvelle': on(
    'administrateur',
    () => '/agents/administration/maintenances/nouvelle',
    maintenance,
  ),
  'GET /agents/administration/maintenances/:numero': at(
    'administrateur',
    '/agents/administration/maintenances/1',
  ),
  'GET /agents/administration/maintenances/:numero/modifier': at(
    'administrateur',
    '/agents/administration/maintenances/1/modifier',
  ),
  'POST /agents/administration/maintenances/:numero/modifier': on(
    'administrateur',
    () => '/agents/administration/maintenances/1/modifier',
    () => ({ ...maintenance(), revision: '1' }),
  ),
  'POST /agents/administration/maintenances/:numero/fin': at(
    'administrateur',
    '/agents/administration/maintenances/1/fin',
    409,
  ),
  'POST /agents/administration/maintenances/:numero/annulation': on(
    'administrateur',
    () => '/agents/administration/maintenances/1/annulation',
    () => ({ revision: '2' }),
  ),
  'GET /agents/administration': at('administrateur', '/agents/administration'),
  'POST /mot-de-passe/force': at('public', '/mot-de-passe/force'),
  'POST /agents/lots': at('agent', '/agents/lots', 422),
  'GET /agents/lots/:id': at('agent', `/agents/lots/${NOBODY}`, 404),
  'POST /agents/lots/:id/confirmation': at('agent', `/agents/lots/${NOBODY}/confirmation`, 404),
  'POST /agents/filtres': at('agent', '/agents/filtres', 422),
  'POST /agents/filtres/:id': at('agent', `/agents/filtres/${NOBODY}`, 404),
  'GET /agents/reglages': at('agent', '/agents/reglages'),
  'POST /agents/reglages': at('agent', '/agents/reglages'),
  'GET /agents/tours': at('encadrement', '/agents/tours'),
  'POST /agents/tours/:demarche': on(
    'encadrement',
    () => '/agents/tours/pack-rentree',
    () => ({ actif: 'non' }),
  ),
  'POST /agents/demandes/:reference/a-moi': counter('a-moi'),
  'POST /agents/demandes/:reference/attribution': counter('attribution', 409),
  'POST /agents/demandes/:reference/presence': counter('presence'),
  'GET /agents/caisse': at('comptes', '/agents/caisse'),
  'GET /agents/caisse/mois': at('comptes', '/agents/caisse/mois'),
  'GET /agents/caisse/fichier': at('comptes', '/agents/caisse/fichier'),
  'GET /agents/caisse/journal.csv': at('comptes', '/agents/caisse/journal.csv?du=2026-01-01&au=2026-01-31'),
  'GET /agents/caisse/clotures': at('comptes', '/agents/caisse/clotures'),
  'GET /agents/caisse/clotures/:jour': at('comptes', '/agents/caisse/clotures/2026-01-31', 404),
  'GET /agents/caisse/clotures/:jour/cloture.pdf': at(
    'comptes',
    '/agents/caisse/clotures/2026-01-31/cloture.pdf',
    404,
  ),
  'GET /agents/caisse/clotures/:jour/apercu': at('caisse', '/agents/caisse/clotures/2026-01-31/apercu', 404),
  'POST /agents/caisse/clotures/:jour': at('caisse', '/agents/caisse/clotures/2026-01-31', 409),
  'GET /agents/caisse/cheques': at('caisse', '/agents/caisse/cheques'),
  'GET /agents/caisse/cheques/nouveau': at('caisse', '/agents/caisse/cheques/nouveau'),
  'POST /agents/caisse/cheques': at('caisse', '/agents/caisse/cheques', 422),
  'GET /agents/caisse/cheques/:id/impaye': at('caisse', `/agents/caisse/cheques/${NOBODY}/impaye`, 404),
  'POST /agents/caisse/cheques/:id/impaye': at('caisse', `/agents/caisse/cheques/${NOBODY}/impaye`, 404),
  'GET /agents/caisse/rapprochement': at('comptes', '/agents/caisse/rapprochement'),
  'POST /agents/caisse/rapprochement': at('caisse', '/agents/caisse/rapprochement'),
  'GET /agents/caisse/a-traiter': at('comptes', '/agents/caisse/a-traiter'),
  'GET /agents/caisse/paiements': at('comptes', '/agents/caisse/paiements?q=PR26-7KQ4-XM9T'),
  'GET /agents/caisse/paiements/:id': at('comptes', `/agents/caisse/paiements/${NOBODY}`, 404),
  'GET /agents/caisse/paiements/:id/decision': at(
    'caisse',
    `/agents/caisse/paiements/${NOBODY}/decision`,
    404,
  ),
  'POST /agents/caisse/paiements/:id/decision': at(
    'caisse',
    `/agents/caisse/paiements/${NOBODY}/decision`,
    404,
  ),
  'POST /agents/caisse/paiements/:id/relecture': at(
    'caisse',
    `/agents/caisse/paiements/${NOBODY}/relecture`,
    404,
  ),
  'POST /agents/caisse/paiements/:id/remboursements': at(
    'caisse',
    `/agents/caisse/paiements/${NOBODY}/remboursements`,
    404,
  ),
  'POST /agents/caisse/paiements/:id/garde': at('caisse', `/agents/caisse/paiements/${NOBODY}/garde`, 404),
  'POST /agents/caisse/remboursements/:id/abandon': at(
    'caisse',
    `/agents/caisse/remboursements/${NOBODY}/abandon`,
    404,
  ),
  'POST /agents/caisse/remboursements/:id/renvoi': at(
    'caisse',
    `/agents/caisse/remboursements/${NOBODY}/renvoi`,
    404,
  ),
  'POST /agents/caisse/remboursements/:id/refus': at(
    'second-regard',
    `/agents/caisse/remboursements/${NOBODY}/refus`,
    404,
  ),
  'POST /agents/caisse/remboursements/:id/rien-pris': at(
    'caisse',
    `/agents/caisse/remboursements/${NOBODY}/rien-pris`,
    404,
  ),
  'POST /agents/caisse/remboursements/:id/virement': at(
    'caisse',
    `/agents/caisse/remboursements/${NOBODY}/virement`,
    404,
  ),
  'POST /agents/caisse/remboursements/:id/validation': at(
    'second-regard',
    `/agents/caisse/remboursements/${NOBODY}/validation`,
    404,
  ),
  'GET /agents/identite': at('personnel', '/agents/identite'),
  'POST /agents/identite': at('personnel', '/agents/identite', 422),
  'GET /session/nonce': at('public', '/session/nonce'),
  'GET /session/presence': at('session', '/session/presence'),
  'POST /session/depart': at('session', '/session/depart'),
  'GET /espace/compte/adresse': at('usager', '/espace/compte/adresse'),
  'POST /espace/compte/adresse': at('usager', '/espace/compte/adresse', 422),
  'GET /adresse/confirmer': at('public', '/adresse/confirmer'),
  'POST /adresse/confirmer': at('public', '/adresse/confirmer', 410),
  'GET /espace/compte/cloture': at('usager', '/espace/compte/cloture'),
  'POST /espace/compte/cloture': at('usager', '/espace/compte/cloture', 422),
  'POST /espace/compte/cloture/annulation': at('usager', '/espace/compte/cloture/annulation'),
  'GET /compte/garder': at('public', '/compte/garder'),
  'POST /compte/garder': at('public', '/compte/garder', 410),
  'GET /espace/compte/contact': at('usager', '/espace/compte/contact'),
  'POST /espace/compte/contact': at('usager', '/espace/compte/contact', 422),
  // Without BOUNCE_SECRET nothing is taken.
  'POST /courriels/retours': at('public', '/courriels/retours', 404),
  'GET /signaler': at('public', '/signaler'),
  'POST /signaler': at('public', '/signaler', 422),
  'GET /signaler/fait': at('public', '/signaler/fait'),
  'GET /signaler/gel': at('public', '/signaler/gel'),
  'POST /signaler/gel': at('public', '/signaler/gel', 410),
  'GET /espace/compte/signaler': at('usager', '/espace/compte/signaler'),
  'POST /espace/compte/signaler': { ...at('usager', '/espace/compte/signaler'), finit: true },
  'GET /agents/signalements': at('encadrement', '/agents/signalements'),
  'GET /agents/signalements/:reference': on('encadrement', (t) => `/agents/signalements/${t.signalement}`),
  'POST /agents/signalements/:reference': on(
    'encadrement',
    (t) => `/agents/signalements/${t.signalement}`,
    () => ({ suite: 'Usager rappelé.' }),
  ),
  'POST /connexion/verification': at('public', '/connexion/verification', 422),
  'GET /espace/compte/verification': at('usager', '/espace/compte/verification'),
  'POST /espace/compte/verification/cle': at('usager', '/espace/compte/verification/cle'),
  'POST /espace/compte/verification/cle/confirmation': at(
    'usager',
    '/espace/compte/verification/cle/confirmation',
    422,
  ),
  'POST /espace/compte/verification/cle/retrait': at('usager', '/espace/compte/verification/cle/retrait'),
  'POST /espace/compte/verification/application': at('usager', '/espace/compte/verification/application'),
  'POST /espace/compte/verification/application/confirmation': at(
    'usager',
    '/espace/compte/verification/application/confirmation',
    422,
  ),
  'POST /espace/compte/verification/application/retrait': at(
    'usager',
    '/espace/compte/verification/application/retrait',
  ),
  'POST /espace/compte/verification/codes': at('usager', '/espace/compte/verification/codes'),
  'POST /agents/connexion/verification': at('public', '/agents/connexion/verification', 422),
  'GET /agents/compte': at('personnel', '/agents/compte'),
  'POST /agents/compte/mot-de-passe': at('personnel', '/agents/compte/mot-de-passe', 422),
  'POST /agents/compte/cle': at('personnel', '/agents/compte/cle'),
  'POST /agents/compte/cle/confirmation': at('personnel', '/agents/compte/cle/confirmation', 422),
  'POST /agents/compte/cle/retrait': at('personnel', '/agents/compte/cle/retrait'),
  'POST /deconnexion': at('session', '/deconnexion'),
}
