-- « Activité de mon compte » finds the lines about a person that somebody else wrote.
create index journal_par_objet on journal (objet_id, id) where objet_id is not null;
