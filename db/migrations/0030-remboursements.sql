-- Money given back: two people, one order at a time, and what a human decides of a payment.

alter table remboursement
  add column a_deux boolean not null default false,
  add column envoye_le timestamptz,
  add column lectures integer not null default 0,
  add column lu_le timestamptz,
  add column clos_par uuid references agent,
  add column motif_de_fin text constraint motif_de_fin_borne check (length(motif_de_fin) between 5 and 500),
  add constraint un_remboursement_conclu_a_sa_date
    check ((statut in ('fait', 'refuse', 'abandonne')) = (conclu_le is not null)),
  -- Above the threshold, nothing is sent that a second person has not read.
  add constraint a_deux_valide_avant_l_envoi
    check (not a_deux or valide_par is not null or statut in ('a_valider', 'refuse', 'abandonne')),
  add constraint une_transaction_un_remboursement unique (transaction_id),
  add constraint clos_par_quelqu_un_dit_pourquoi check ((clos_par is null) = (motif_de_fin is null)),
  add constraint envoye_avec_sa_date check (statut not in ('envoye', 'incertain') or envoye_le is not null);
comment on column remboursement.a_deux is 'Above the threshold of that day: another person approves it before it is sent.';
comment on column remboursement.envoye_le is 'Marked before the provider is called: from then on it is read, never sent blindly again.';
comment on column remboursement.lectures is 'Readings of the transaction that did not show it.';
comment on column remboursement.clos_par is 'Who refused it, or gave it up.';
comment on column remboursement.motif_de_fin is 'Purpose: say why a refund was refused or given up. Basis: public task. Kept: 10 years, as accounts.';
-- Two tabs, two régisseurs: one order at a time for each payment.
create unique index un_seul_remboursement_ouvert on remboursement (paiement_id)
  where statut in ('a_valider', 'a_envoyer', 'envoye', 'incertain');
-- Refused by the provider: somebody asks again, or leaves it.
create index remboursement_refuse on remboursement (conclu_le, id) where statut = 'refuse' and clos_par is null;
create index remboursement_par_fin on remboursement (clos_par) where clos_par is not null;

alter table paiement
  add column a_rendre_cents integer not null default 0 constraint a_rendre_borne check (a_rendre_cents between 0 and montant_cents),
  add column a_rendre_depuis timestamptz,
  add column message text,
  add column decide_par uuid references agent,
  add column decision text constraint decision_de_paiement_connue check (decision in ('garder', 'a_rendre', 'rien_pris')),
  add column motif_de_decision text constraint motif_de_decision_borne check (length(motif_de_decision) between 5 and 500),
  add constraint a_rendre_avec_sa_date check ((a_rendre_cents > 0) = (a_rendre_depuis is not null)),
  add constraint une_decision_est_complete
    check ((decision is null) = (decide_par is null) and (decision is null) = (motif_de_decision is null));
comment on column paiement.a_rendre_cents is 'Purpose: give back what is not due. Basis: public task. Kept: 10 years, as accounts.';
comment on column paiement.message is 'The provider''s words beside its code, for agents and operators.';
comment on column paiement.decide_par is 'Who decided of a payment that waited for a human.';
comment on column paiement.motif_de_decision is 'Purpose: say why a payment was kept or not. Basis: public task. Kept: 10 years, as accounts.';
create index paiement_a_rendre on paiement (a_rendre_depuis, id) where a_rendre_cents > 0;
create index paiement_par_decideur on paiement (decide_par) where decide_par is not null;
