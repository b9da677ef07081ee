import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Db, inTransaction } from '../../src/platform/db/database.ts'

/** A brouillon like the model, documents included, that belongs to somebody else. @returns its id */
export const copyBrouillon = (db: Db, model: string, email: string): Promise<string> =>
  inTransaction(db, async (tx) => {
    const id = uuidv7()
    await sql`insert into brouillon (id, usager_id, demarche, definition_version, saisie, page, cree_le, modifie_le)
      select ${id}, u.id, b.demarche, b.definition_version, b.saisie, b.page, b.cree_le, b.modifie_le
      from brouillon b, usager u where b.id = ${model} and u.email = ${email}`.execute(tx)
    await sql`insert into piece (id, usager_id, brouillon_id, champ, nom_fichier, fichier_id, recue_le)
      select ${uuidv7()}, u.id, ${id}, p.champ, p.nom_fichier, p.fichier_id, p.recue_le
      from piece p, usager u where p.brouillon_id = ${model} and u.email = ${email}`.execute(tx)
    // Its owner accepted the terms that the model's owner did.
    await sql`insert into conditions_reponse (usager_id, texte, numero, reponse, le)
      select u.id, r.texte, r.numero, r.reponse, r.le
      from conditions_reponse r join brouillon b on b.usager_id = r.usager_id, usager u
      where b.id = ${model} and u.email = ${email} on conflict do nothing`.execute(tx)
    return id
  })
