/** The most given first names and the most common family names of France, put together by chance: nobody real. */
export const PRENOMS: readonly (readonly [prenom: string, civilite: 'madame' | 'monsieur'])[] = [
  ...(
    'Adèle Agathe Alice Amandine Amina Anaïs Anne Audrey Aurélie Béatrice Camille Caroline Cécile Céline Chantal Chloé ' +
    'Claire Clémence Corinne Delphine Élise Élodie Émilie Emma Estelle Fanny Fatima Florence Françoise Gaëlle Hélène ' +
    'Inès Isabelle Jade Jeanne Jeannine Julie Juliette Karima Laure Léa Lina Louise Lucie Manon Margaux Marie Mathilde ' +
    'Mélanie Monique Nadia Nathalie Nicole Noémie Océane Pauline Rose Sabrina Samira Sandrine Sarah Solène Sophie ' +
    'Stéphanie Sylvie Valérie Véronique Virginie Yasmine Zoé'
  )
    .split(' ')
    .map((prenom) => [prenom, 'madame'] as const),
  ...(
    'Adam Adrien Alain Alexandre Antoine Arthur Benjamin Bernard Bruno Cédric Christophe Clément Damien Daniel David ' +
    'Didier Émile Éric Étienne Fabien Florian François Frédéric Gabriel Gilles Grégory Guillaume Hugo Ibrahim Jacques ' +
    'Jérôme Julien Karim Kévin Laurent Léo Louis Lucas Ludovic Malo Marc Martin Mathieu Maxime Mehdi Michel Mohamed ' +
    'Nathan Nicolas Noé Olivier Pascal Paul Philippe Pierre Quentin Raphaël Romain Sacha Samuel Sébastien Simon ' +
    'Stéphane Sylvain Théo Thierry Thomas Tom Vincent Xavier Yann'
  )
    .split(' ')
    .map((prenom) => [prenom, 'monsieur'] as const),
]

export const NOMS: readonly string[] = (
  'Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefèvre Leroy Roux David ' +
  'Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Faure André Mercier Blanc ' +
  'Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel ' +
  'Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud ' +
  'Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal ' +
  'Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoît Rey Leclerc ' +
  'Payet Rolland Leclercq Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin ' +
  'Louis Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré ' +
  'Charles Renault Charpentier Ménard Maillard Baron Bertin Bailly Hervé Schneider Fernandez Le-Gall Collet Léger ' +
  'Bouvier Julien Prévost Millet Perrot Daniel Le-Roux Cousin Germain Breton Besson Langlois Rémy Le-Goff Pelletier ' +
  'Lévêque Perrier Leblanc Barré Lebrun Marchal Weber Mallet Hamon Boulanger Jacob Monnier Michaud Rodriguez Guichard ' +
  'Gillet Étienne Grondin Poulain Tessier Chevallier Collin Chauvin Da-Silva Bouchet Gay Lemaître Bénard Maréchal ' +
  'Humbert Reynaud Antoine Hoarau Perret Barthélemy Cordier Pichon Lejeune Gilbert Lamy Delaunay Pasquier Carlier Laporte'
)
  .split(' ')
  .map((nom) => nom.replace('-', ' '))
