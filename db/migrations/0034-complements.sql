-- A payment beside another one that is kept: what a later decision added, or what was given back and is due again.

alter table paiement add column complement boolean not null default false,
  add constraint complement_suppose_garde check (not complement or (statut = 'accepte' and not en_trop));
comment on column paiement.complement is 'Kept beside another payment that does not pay all that is due: a later decision granted more, or it was given back.';
drop index un_seul_paiement_retenu;
create unique index un_seul_paiement_retenu on paiement (demande_id)
  where statut = 'accepte' and not en_trop and not impaye and not complement;

-- What was written by hand about money goes after ten years (src/features/caisse/purge-caisse.ts), found by its age.
grant update (motif) on cheque_impaye to espace_application;
create index paiement_a_effacer on paiement (conclu_le)
  where autorisation is not null or message is not null;
