-- What a demande owes, how it was paid, what was given back, and the closings of the régie.

create table montant_du (
  demande_id uuid primary key references demande on delete cascade,
  montant_cents integer not null constraint montant_du_borne check (montant_cents between 1 and 1000000),
  lignes jsonb not null constraint lignes_du_montant check (jsonb_typeof(lignes) = 'array' and jsonb_array_length(lignes) > 0),
  moment text not null constraint moment_de_paiement_connu check (moment in ('depot', 'decision')),
  gele_le timestamptz not null,
  exigible_le timestamptz,
  a_payer_avant date,
  constraint exigible_avec_sa_date check ((exigible_le is null) = (a_payer_avant is null))
);
comment on table montant_du is 'What a demande owes, computed by the rules that it was filed under and frozen; no row, nothing due.';
comment on column montant_du.montant_cents is 'Purpose: collect what is due. Basis: public task. Kept: as the demande.';
comment on column montant_du.lignes is 'Purpose: explain what is due, line by line (CRPA R311-3-1-2). Basis: legal duty. Kept: as the demande.';
comment on column montant_du.exigible_le is 'From when it may be paid: the dépôt, or the decision that grants it.';

create table paiement (
  id uuid primary key,
  demande_id uuid references demande on delete set null,
  demarche text not null,
  rang integer not null constraint rang_de_paiement_positif check (rang > 0),
  commande text not null constraint une_commande_un_paiement unique
    constraint commande_bornee check (length(commande) <= 50),
  moyen text not null constraint moyen_de_paiement_connu check (moyen in ('carte', 'cheque')),
  montant_cents integer not null constraint paiement_borne check (montant_cents between 1 and 1000000),
  statut text not null constraint statut_de_paiement_connu
    check (statut in ('prepare', 'en_cours', 'a_verifier', 'accepte', 'refuse', 'annule', 'expire', 'erreur')),
  retour text not null constraint un_retour_un_paiement unique,
  jeton text constraint un_jeton_un_paiement unique,
  adresse text,
  code text,
  transaction_id text constraint une_transaction_un_paiement unique,
  autorisation text,
  conflit text,
  en_trop boolean not null default false,
  cree_le timestamptz not null,
  ouvert_le timestamptz,
  lu_le timestamptz,
  conclu_le timestamptz,
  constraint un_rang_une_fois unique (demande_id, rang),
  constraint un_paiement_conclu_a_sa_date
    check ((statut in ('accepte', 'refuse', 'annule', 'expire', 'erreur')) = (conclu_le is not null)),
  constraint en_trop_suppose_accepte check (not en_trop or statut = 'accepte')
);
comment on table paiement is 'One attempt to pay what a demande owes. The portal never sees a card: none is kept here, masked or not.';
comment on column paiement.demande_id is 'Null once the demande was erased at the end of its retention: accounts are kept longer.';
comment on column paiement.retour is 'Random: the address that the person comes back to, which says nothing of them.';
comment on column paiement.jeton is 'What the payment provider calls this attempt.';
comment on column paiement.conflit is 'What the provider accepted is not what was ordered: amount, currency or reference. A human looks.';
comment on column paiement.en_trop is 'A second accepted payment of the same demande: to give back.';
comment on column paiement.montant_cents is 'Purpose: collect what is due. Basis: public task. Kept: 10 years, as accounts.';
comment on column paiement.autorisation is 'Purpose: prove a payment to the bank. Basis: public task. Kept: 10 years, as accounts.';
-- Never two attempts open for one demande: two tabs lead to the same page of the provider.
create unique index un_seul_paiement_ouvert on paiement (demande_id) where statut in ('prepare', 'en_cours', 'a_verifier');
create unique index un_seul_paiement_retenu on paiement (demande_id) where statut = 'accepte' and not en_trop;
create index paiement_par_jour on paiement (conclu_le, id) where statut = 'accepte';
create index paiement_ouvert on paiement (cree_le, id) where statut in ('prepare', 'en_cours', 'a_verifier');
grant select, insert, update on paiement to espace_application;
grant select, insert, update on montant_du to espace_application;

create table remboursement (
  id uuid primary key,
  paiement_id uuid not null references paiement,
  sequence integer not null constraint sequence_positive check (sequence > 0),
  montant_cents integer not null constraint remboursement_positif check (montant_cents > 0),
  motif text not null constraint motif_de_remboursement_borne check (length(motif) between 5 and 500),
  operation text not null constraint operation_connue check (operation in ('annulation', 'remboursement')),
  statut text not null constraint statut_de_remboursement_connu
    check (statut in ('a_valider', 'a_envoyer', 'envoye', 'incertain', 'fait', 'refuse', 'abandonne')),
  demande_par uuid not null references agent,
  demande_le timestamptz not null,
  valide_par uuid references agent,
  valide_le timestamptz,
  transaction_id text,
  code text,
  conclu_le timestamptz,
  constraint une_sequence_une_fois unique (paiement_id, sequence),
  constraint quatre_yeux check (valide_par is null or valide_par <> demande_par),
  constraint valide_avec_sa_date check ((valide_par is null) = (valide_le is null))
);
comment on table remboursement is 'What was given back of a payment, in part or whole. Each order to the provider has its own sequence number.';
comment on column remboursement.motif is 'Purpose: say why money was given back. Basis: public task. Kept: 10 years, as accounts.';
comment on column remboursement.montant_cents is 'Purpose: collect what is due. Basis: public task. Kept: 10 years, as accounts.';
create index remboursement_par_jour on remboursement (conclu_le, id) where statut = 'fait';
create index remboursement_ouvert on remboursement (demande_le, id) where statut in ('a_valider', 'a_envoyer', 'envoye', 'incertain');
grant select, insert, update on remboursement to espace_application;

create table cloture_de_caisse (
  jour date not null,
  demarche text not null,
  encaisse_cents bigint not null,
  rembourse_cents bigint not null,
  paiements integer not null,
  remboursements integer not null,
  ecritures jsonb not null,
  close_le timestamptz not null,
  close_par uuid references agent,
  primary key (jour, demarche)
);
comment on table cloture_de_caisse is 'The day book of one day and one démarche, as it was closed. Never changed: the application may only add.';
comment on column cloture_de_caisse.ecritures is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';
grant select, insert on cloture_de_caisse to espace_application;

-- Whether a name is still shown is asked of each agent who left.
create index remboursement_par_demandeur on remboursement (demande_par);
create index remboursement_par_valideur on remboursement (valide_par) where valide_par is not null;
create index cloture_de_caisse_par_agent on cloture_de_caisse (close_par) where close_par is not null;
