import { CompiledQuery } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'

export interface Compte {
  id: string
  email: string
  prenom: string
  nom: string
  civilite: string | null
  dateNaissance: string | null
  telephone: string | null
  adresse: Record<string, string> | null
}

/** The account of a signed-in person; its absence is a fault. */
export async function getCompte(db: Db | Tx, usagerId: string): Promise<Compte> {
  const { date_naissance, adresse, ...rest } = await db
    .selectFrom('usager')
    .select(['id', 'email', 'prenom', 'nom', 'civilite', 'date_naissance', 'telephone', 'adresse'])
    .where('id', '=', usagerId)
    .executeTakeFirstOrThrow()
  return { ...rest, dateNaissance: date_naissance, adresse: adresse as Record<string, string> | null }
}

export interface Identifiants {
  id: string
  email: string
  emailNormalise: string
  /** Argon2id hash. */
  motDePasse: string
  /** Since when it is this one. */
  motDePasseLe: Date
  /** Frozen after a report of misuse. */
  geleLe: Date | null
  /** A second step comes after the password. */
  deuxFacteurs: boolean
}

// As text, not built anew: a crowd that signs in asks nothing else.
const FIND = `select id, email, email_normalise as "emailNormalise", mot_de_passe as "motDePasse", mot_de_passe_le as "motDePasseLe", gele_le as "geleLe",
    totp_chiffre is not null or exists (select from cle_d_acces where usager_id = usager.id) as "deuxFacteurs"
  from usager where email_normalise = $1`

/** What sign-in compares, for a normalised address. */
export async function findIdentifiants(db: Db, emailNormalise: string): Promise<Identifiants | undefined> {
  const { rows } = await db.executeQuery<Identifiants>(CompiledQuery.raw(FIND, [emailNormalise]))
  return rows[0]
}

export interface NewUsager {
  id: string
  email: string
  emailNormalise: string
  prenom: string
  nom: string
  motDePasseHash: string
  le: Date
}

/** Opens an account. @returns false when the address has one already */
export async function insertUsager(tx: Tx, usager: NewUsager): Promise<boolean> {
  const created = await tx
    .insertInto('usager')
    .values({
      id: usager.id,
      email: usager.email,
      email_normalise: usager.emailNormalise,
      mot_de_passe: usager.motDePasseHash,
      mot_de_passe_le: usager.le,
      prenom: usager.prenom,
      nom: usager.nom,
      cree_le: usager.le,
    })
    .onConflict((conflict) => conflict.column('email_normalise').doNothing())
    .returning('id')
    .executeTakeFirst()
  return created !== undefined
}
