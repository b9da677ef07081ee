-- How many messages wait is told on every page of the counter: it is read in one index, and no demande with it.
alter table message add column demarche text;
update message m set demarche = d.demarche from demande d where d.id = m.demande_id;
alter table message alter column demarche set not null;
comment on column message.demarche is 'That of the demande, which never changes its own.';

drop index message_a_lire_par_les_agents;
create index message_a_lire_par_demarche on message (demarche, envoye_le, id) include (demande_id)
  where auteur = 'usager' and lu_le is null and envoye_le is not null;
