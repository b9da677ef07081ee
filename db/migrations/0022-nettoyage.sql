-- What came before documents were opened apart and drawn anew goes that way, too, before an agent opens it again: the
-- job of late analyses takes it up. The images of pages are our own.
update fichier set etat = 'recue', analyse_le = null
  where etat in ('liberee', 'saine', 'non_analysee') and nettoye_le is null
    and not exists (select from apercu where apercu.image_id = fichier.id);
