// What a search is about, and what is shown of it.

export const fresh = () => ({
  probe: { files: [], image: null, modality: null, guessed: false, cameraId: '' },
  options: { gallery: 'default', topK: 10, imagesPerPerson: 5, galleryModality: 'any', cameras: [], excludeSameCamera: false, from: '', to: '',
    minScore: '', maxFalseAlarm: '', aggregate: 'max', rerank: 'none' },
  answer: null, error: null, busy: false, rejected: new Set(), unassigned: null, refused: null, galleries: [], cameras: [], images: null,
  wanted: null, // what is to be searched by, until it is there: an enrolled image's id or a suggestion's name
});
