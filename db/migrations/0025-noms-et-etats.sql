-- A search reads one page and stops, whatever is searched: one name or two, in any states, in the order of the dépôts.
-- Words two by two, the lesser first, because the demandes of two common names cannot be found by those of one; the
-- state, because what waits is the end of a list of years. What seems to be asked twice is listed likewise. The GIN indexes of `recherche` read all that matches.
drop trigger note_noms on demande;
drop function note_noms();
drop table nom_cherche;
create table nom_cherche (
  demarche text not null,
  mot text collate "C" not null,
  autre text collate "C" not null,
  statut text not null,
  deposee_le timestamptz not null,
  demande_id uuid not null references demande on delete cascade,
  decision_implicite_le date,
  agent_id uuid,
  -- All that filters and orders ask for: a search reads this index and no row.
  primary key (demarche, mot, autre, statut, deposee_le, demande_id) include (decision_implicite_le, agent_id)
);
comment on table nom_cherche is 'The words of demande.beneficiaires, each alone (the other is empty) and two by two; the empty word is a demande of doublon. Written by triggers.';
comment on column nom_cherche.mot is 'Purpose: search by name at the counter, normalised. Basis: public task. Kept: as the demande.';
comment on column nom_cherche.autre is 'Purpose: search by name at the counter, normalised. Basis: public task. Kept: as the demande.';

-- Pairs of the first forty words only, so that a name typed to be long cannot write a thousand rows: nine children with
-- two first names each are fewer. Every word is found alone.
create function paires_de_noms(noms text) returns table (mot text, autre text) immutable parallel safe language sql as $$
  with m as (select left(m, 100) collate "C" as mot, min(rang) as rang
    from unnest(string_to_array(noms, ' ')) with ordinality m(m, rang) where m <> '' group by 1)
  select mot, '' from m
  union all select a.mot, b.mot from m a join m b on a.mot < b.mot where a.rang <= 40 and b.rang <= 40
$$;

create function note_noms() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' then
    if (new.beneficiaires, new.demarche, new.deposee_le) is not distinct from
      (old.beneficiaires, old.demarche, old.deposee_le) then
      if (new.statut, new.decision_implicite_le, new.agent_id) is distinct from
        (old.statut, old.decision_implicite_le, old.agent_id) then
        update nom_cherche set statut = new.statut, decision_implicite_le = new.decision_implicite_le,
          agent_id = new.agent_id where demande_id = new.id;
      end if;
      return null;
    end if;
    delete from nom_cherche where demande_id = new.id;
  end if;
  insert into nom_cherche (demarche, mot, autre, statut, deposee_le, demande_id, decision_implicite_le, agent_id)
    select new.demarche, p.mot, p.autre, new.statut, new.deposee_le, new.id, new.decision_implicite_le, new.agent_id
    from (select * from paires_de_noms(new.beneficiaires)
      union all select '', '' where exists (select from doublon where demande_id = new.id)) p;
  return null;
end $$;
create trigger note_noms after insert or update of beneficiaires, demarche, deposee_le, statut, decision_implicite_le, agent_id on demande
  for each row execute function note_noms();

create function note_doublon() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  -- Locked: an act at the same moment would change the state of the words that it sees, not of this one.
  insert into nom_cherche (demarche, mot, autre, statut, deposee_le, demande_id, decision_implicite_le, agent_id)
    select d.demarche, '', '', d.statut, d.deposee_le, d.id, d.decision_implicite_le, d.agent_id
    from demande d where d.id = new.demande_id for share
    on conflict do nothing;
  return null;
end $$;
create trigger note_doublon after insert on doublon for each row execute function note_doublon();

-- The other of the two has gone: with the last of them, what is left is no doublon any more.
create function oublie_doublon() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  -- Locked: another pair may be being written at the same moment.
  perform from demande where id = old.demande_id for no key update;
  delete from nom_cherche where demande_id = old.demande_id and mot = '' and autre = ''
    and not exists (select from doublon where demande_id = old.demande_id);
  return null;
end $$;
create trigger oublie_doublon after delete on doublon for each row execute function oublie_doublon();

insert into nom_cherche (demarche, mot, autre, statut, deposee_le, demande_id, decision_implicite_le, agent_id)
  select d.demarche, p.mot, p.autre, d.statut, d.deposee_le, d.id, d.decision_implicite_le, d.agent_id
  from demande d cross join lateral paires_de_noms(d.beneficiaires) p;
insert into nom_cherche (demarche, mot, autre, statut, deposee_le, demande_id, decision_implicite_le, agent_id)
  select d.demarche, '', '', d.statut, d.deposee_le, d.id, d.decision_implicite_le, d.agent_id
  from demande d where exists (select from doublon where demande_id = d.id);
create index nom_cherche_par_demande on nom_cherche (demande_id);
grant select, insert, update, delete on nom_cherche to espace_application;
grant execute on function paires_de_noms(text) to espace_application;

drop index demande_par_nom;
drop index demande_ouverte_par_nom;
drop index doublon_par_demarche;
