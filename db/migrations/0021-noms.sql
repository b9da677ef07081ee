-- The names of demandes, word by word in the order of their dépôt: a search reads one page of each word and stops,
-- however many demandes have that name. The GIN index of `recherche` has no order: it reads and sorts all of them.
create table nom_cherche (
  demarche text not null,
  mot text collate "C" not null,
  deposee_le timestamptz not null,
  demande_id uuid not null references demande on delete cascade,
  primary key (demarche, mot, deposee_le, demande_id)
);
comment on table nom_cherche is 'Each word of demande.beneficiaires, written by a trigger with it.';
comment on column nom_cherche.mot is 'Purpose: search by name at the counter, normalised. Basis: public task. Kept: as the demande.';
create index nom_cherche_par_demande on nom_cherche (demande_id);

create function note_noms() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' then
    delete from nom_cherche where demande_id = new.id;
  end if;
  insert into nom_cherche (demarche, mot, deposee_le, demande_id)
    select distinct new.demarche, left(mot, 100), new.deposee_le, new.id
    from unnest(string_to_array(new.beneficiaires, ' ')) mot where mot <> '';
  return null;
end $$;
create trigger note_noms after insert or update of beneficiaires, demarche, deposee_le on demande
  for each row execute function note_noms();

insert into nom_cherche (demarche, mot, deposee_le, demande_id)
  select distinct d.demarche, left(mot, 100), d.deposee_le, d.id
  from demande d cross join unnest(string_to_array(d.beneficiaires, ' ')) mot where mot <> '';
grant select, insert, delete on nom_cherche to espace_application;

-- What waits is searched on its own: it is the newest part of a base that keeps years.
create index demande_ouverte_par_nom on demande using gin (recherche)
  where statut in ('deposee', 'en_instruction', 'a_completer');
