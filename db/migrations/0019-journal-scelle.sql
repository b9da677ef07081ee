-- The journal as proof (docs/adr/0017): each line carries a fingerprint of what it says and of the line before it of
-- the same demande; seals chain blocks of lines, and are told outside of the base.
alter table journal add column precedent bytea, add column empreinte bytea;
comment on column journal.precedent is 'Fingerprint of the line before it of the same demande; null for the first, and for what is about no demande.';
comment on column journal.empreinte is 'SHA-256 of the canonical form of the line, precedent included. Written by a trigger.';

-- One field of a canonical form: its length in bytes, a colon, its bytes, a comma; « -, » when there is none.
create function champ_canonique(valeur text) returns text language sql immutable parallel safe
  return coalesce(octet_length(valeur) || ':' || valeur || ',', '-,');

-- The same as src/platform/journal/empreinte.ts; a test compares them.
create function empreinte_du_journal(ligne journal) returns bytea language sql stable parallel safe
  return sha256(convert_to(
    champ_canonique('journal/1') || champ_canonique(ligne.id::text)
    || champ_canonique(to_char(ligne.le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || champ_canonique(ligne.acteur) || champ_canonique(ligne.acteur_id::text) || champ_canonique(ligne.action)
    || champ_canonique(ligne.demande_id::text) || champ_canonique(ligne.objet_id::text)
    || champ_canonique(ligne.donnees::text) || champ_canonique(encode(ligne.precedent, 'hex')), 'UTF8'));

do $$
declare ligne journal;
begin
  for ligne in select * from journal order by id loop
    ligne.precedent := (select p.empreinte from journal p
      where p.demande_id = ligne.demande_id and p.id < ligne.id order by p.id desc limit 1);
    update journal set precedent = ligne.precedent, empreinte = empreinte_du_journal(ligne) where id = ligne.id;
  end loop;
end $$;
alter table journal alter column empreinte set default '', alter column empreinte set not null,
  add constraint empreinte_du_journal_entiere check (octet_length(empreinte) = 32);

-- A transaction has its number before it draws the id of a line: the seals count on it (seal-journal.ts).
create function annonce_journal() returns trigger language plpgsql as $$
begin
  perform pg_current_xact_id();
  return null;
end $$;
create trigger annonce_journal before insert on journal for each statement execute function annonce_journal();

create function enchaine_journal() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  -- Two lines of one demande written at the same moment may follow the same line: neither waits for the other.
  if new.demande_id is null then
    new.precedent := null;
  else
    select p.empreinte into new.precedent from journal p where p.demande_id = new.demande_id order by p.id desc limit 1;
  end if;
  new.empreinte := empreinte_du_journal(new);
  return new;
end $$;
create trigger enchaine_journal before insert on journal for each row execute function enchaine_journal();

-- The application role has no right to change it; this stops the owner's hand as well, until it means it.
create function journal_inalterable() returns trigger language plpgsql as $$
begin
  raise exception 'the journal may only grow' using errcode = 'insufficient_privilege';
end $$;
create trigger journal_inalterable before update or delete or truncate on journal
  for each statement execute function journal_inalterable();

create table journal_sceau (
  numero int primary key constraint un_sceau_commence_a_un check (numero >= 1),
  apres_id bigint not null,
  jusqu_a_id bigint not null constraint jusqu_a_unique unique,
  lignes int not null,
  racine bytea not null,
  scelle_le timestamptz not null,
  precedent bytea,
  empreinte bytea not null constraint empreinte_de_sceau_unique unique,
  attestation bytea not null,
  constraint un_sceau_avance check (jusqu_a_id > apres_id and lignes >= 1)
);
comment on table journal_sceau is 'One seal over the lines of the journal after apres_id up to jusqu_a_id: their Merkle root, chained to the seal before. Never changed.';
comment on column journal_sceau.racine is 'Merkle tree hash (RFC 9162, 2.1) of the fingerprints, in the order of their ids.';
comment on column journal_sceau.attestation is 'HMAC of the seal with a key derived from SECRET_KEY, which the base does not hold.';
grant select, insert on journal_sceau to espace_application;
-- Reading how far the ids went.
grant select on sequence journal_id_seq to espace_application;
