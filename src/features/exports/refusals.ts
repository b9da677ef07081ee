/** No such export, not one of this agent, or of a démarche that is no longer theirs: the three look the same. */
export class ExportIntrouvable extends Error {}
