-- The day of the accounts that each entry belongs to, the closings, cheques, and what the provider says of each attempt.

-- Nobody closed a day yet: a closing is of the whole day, and follows the one before (docs/adr/0021).
drop table cloture_de_caisse;
create table cloture_de_caisse (
  id uuid primary key,
  numero integer not null constraint une_cloture_a_son_numero unique constraint numero_de_cloture_positif check (numero >= 1),
  jour date not null constraint un_jour_clos_une_fois unique,
  entrees_cents bigint not null constraint entrees_positives check (entrees_cents >= 0),
  sorties_cents bigint not null constraint sorties_positives check (sorties_cents >= 0),
  totaux jsonb not null,
  ecritures jsonb not null constraint une_cloture_a_des_ecritures check (jsonb_array_length(ecritures) > 0),
  close_le timestamptz not null,
  close_par uuid not null references agent,
  precedent bytea,
  empreinte bytea not null constraint une_empreinte_une_cloture unique
    constraint empreinte_de_cloture_entiere check (octet_length(empreinte) = 32),
  constraint la_premiere_ne_suit_rien check ((numero = 1) = (precedent is null))
);
comment on table cloture_de_caisse is 'The entries of one day of the accounts, as they were when it was closed, chained to the closing before. Never changed.';
comment on column cloture_de_caisse.totaux is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
comment on column cloture_de_caisse.ecritures is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
comment on column cloture_de_caisse.empreinte is 'SHA-256 of the canonical form of the closing (src/features/caisse/empreinte-de-cloture.ts), the one before included.';
create index cloture_de_caisse_par_agent on cloture_de_caisse (close_par);
grant select, insert on cloture_de_caisse to espace_application;

-- The application role has no right to change it; this stops the owner's hand as well, until it means it.
create function cloture_inalterable() returns trigger language plpgsql as $$
begin
  raise exception 'a closed day is never changed' using errcode = 'insufficient_privilege';
end $$;
create trigger cloture_inalterable before update or delete or truncate on cloture_de_caisse
  for each statement execute function cloture_inalterable();

-- Entries share this lock until they are committed; whoever closes a day takes it alone.
create function verrou_de_caisse() returns bigint language sql immutable parallel safe return 310028;

-- The day of Paris, or the first that is still open: an entry never lands in a day that is closed.
create function jour_de_caisse(moment timestamptz) returns date language plpgsql volatile set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock_shared(verrou_de_caisse());
  -- A statement of its own, after the lock: it sees the closing that it waited for.
  return greatest((moment at time zone 'Europe/Paris')::date, (select max(jour) + 1 from cloture_de_caisse));
end $$;

-- Where money comes in or goes out, whoever writes it: no place can forget the day of its entry.
create function pose_jour_de_caisse() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  new.jour_de_caisse := jour_de_caisse(new.conclu_le);
  return new;
end $$;

-- What a closed day kept stays as it is: another entry, later, corrects it.
create function ecriture_close() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select from cloture_de_caisse where jour >= old.jour_de_caisse) then
    raise exception 'this entry is in a closed day' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

alter table paiement add column jour_de_caisse date, add column impaye boolean not null default false;
update paiement set jour_de_caisse = (conclu_le at time zone 'Europe/Paris')::date where statut = 'accepte';
alter table paiement
  add constraint un_paiement_accepte_a_son_jour check ((statut = 'accepte') = (jour_de_caisse is not null)),
  add constraint impaye_suppose_un_cheque check (not impaye or (statut = 'accepte' and moyen = 'cheque'));
comment on column paiement.jour_de_caisse is 'The day of the accounts: the day in Paris, or the first open one after it. Set by a trigger.';
comment on column paiement.impaye is 'The bank did not pay this cheque: it pays nothing any more.';
create trigger pose_jour_de_caisse before insert or update on paiement for each row
  when (new.statut = 'accepte' and new.jour_de_caisse is null) execute function pose_jour_de_caisse();
create trigger ecriture_close before update on paiement for each row
  when (old.jour_de_caisse is not null
    and (old.jour_de_caisse, old.statut, old.conclu_le, old.commande, old.demarche, old.moyen, old.montant_cents, old.transaction_id)
      is distinct from
      (new.jour_de_caisse, new.statut, new.conclu_le, new.commande, new.demarche, new.moyen, new.montant_cents, new.transaction_id))
  execute function ecriture_close();
drop index un_seul_paiement_retenu;
create unique index un_seul_paiement_retenu on paiement (demande_id) where statut = 'accepte' and not en_trop and not impaye;
drop index paiement_par_jour;
create index paiement_par_jour on paiement (jour_de_caisse, conclu_le, id) where jour_de_caisse is not null;
create index paiement_par_demarche_et_jour on paiement (demarche, jour_de_caisse) where jour_de_caisse is not null;
create index paiement_par_carte on paiement (cree_le, id) where moyen = 'carte';

alter table remboursement add column jour_de_caisse date;
update remboursement set jour_de_caisse = (conclu_le at time zone 'Europe/Paris')::date where statut = 'fait';
alter table remboursement
  add constraint un_remboursement_fait_a_son_jour check ((statut = 'fait') = (jour_de_caisse is not null));
comment on column remboursement.jour_de_caisse is 'The day of the accounts: the day in Paris, or the first open one after it. Set by a trigger.';
create trigger pose_jour_de_caisse before insert or update on remboursement for each row
  when (new.statut = 'fait' and new.jour_de_caisse is null) execute function pose_jour_de_caisse();
create trigger ecriture_close before update on remboursement for each row
  when (old.jour_de_caisse is not null
    and (old.jour_de_caisse, old.statut, old.conclu_le, old.paiement_id, old.montant_cents, old.transaction_id)
      is distinct from
      (new.jour_de_caisse, new.statut, new.conclu_le, new.paiement_id, new.montant_cents, new.transaction_id))
  execute function ecriture_close();
drop index remboursement_par_jour;
create index remboursement_par_jour on remboursement (jour_de_caisse, conclu_le, id) where jour_de_caisse is not null;

create table cheque (
  paiement_id uuid primary key references paiement,
  numero text constraint numero_de_cheque_borne check (numero ~ '^[0-9]{1,15}$'),
  banque text constraint banque_bornee check (length(banque) between 1 and 60),
  recu_le date not null,
  note_par uuid not null references agent
);
comment on table cheque is 'What is written on a cheque that was received: its payment is in « paiement ».';
comment on column cheque.numero is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
comment on column cheque.banque is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
comment on column cheque.recu_le is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
create index cheque_par_agent on cheque (note_par);
create index cheque_par_reception on cheque (recu_le, paiement_id);
grant select, insert, update (numero, banque) on cheque to espace_application;

create table cheque_impaye (
  id uuid primary key,
  paiement_id uuid not null constraint un_cheque_impaye_une_fois unique references cheque,
  motif text not null constraint motif_d_impaye_borne check (length(motif) between 5 and 500),
  conclu_le timestamptz not null,
  jour_de_caisse date not null,
  note_par uuid not null references agent
);
comment on table cheque_impaye is 'A cheque that the bank did not pay: an entry that goes out. Its demande may be paid again.';
comment on column cheque_impaye.motif is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
create trigger pose_jour_de_caisse before insert on cheque_impaye for each row
  when (new.jour_de_caisse is null) execute function pose_jour_de_caisse();
create index cheque_impaye_par_jour on cheque_impaye (jour_de_caisse, conclu_le, id);
create index cheque_impaye_par_agent on cheque_impaye (note_par);
grant select, insert on cheque_impaye to espace_application;

create table rapprochement (
  paiement_id uuid primary key references paiement,
  lu_le timestamptz not null,
  issue text not null constraint issue_de_rapprochement_connue check (issue in ('egal', 'ecart', 'illisible')),
  nature text,
  ecart text,
  code text,
  constraint ecart_dit check ((issue = 'ecart') = (nature is not null) and (issue = 'egal') = (ecart is null))
);
comment on table rapprochement is 'What the provider said of an attempt the last time it was asked, beside what the portal holds.';
comment on column rapprochement.ecart is 'What differs, or why it could not be read, in words for the régie. Never a name.';
create index rapprochement_a_regarder on rapprochement (paiement_id) where issue <> 'egal';
grant select, insert, update on rapprochement to espace_application;
