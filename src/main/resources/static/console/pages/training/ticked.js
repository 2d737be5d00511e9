// The trainings that are to be compared: their ids, kept while other pages are looked at.
export const ticked = new Set();
