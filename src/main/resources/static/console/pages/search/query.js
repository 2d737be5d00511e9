// A search as the API takes it.

function options(probe, wanted) {
  const given = {};
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== '' && value !== false && !(Array.isArray(value) && value.length === 0)) {
      given[name] = value;
    }
  }
  if (probe.image === null && probe.cameraId === '') {
    delete given.excludeSameCamera; // nothing to leave out is known
  }
  for (const name of ['from', 'to']) {
    if (given[name]) {
      given[name] = new Date(given[name]).toISOString();
    }
  }
  return given;
}

export function queryForm(probe, wanted) {
  const form = new FormData();
  form.set('modality', probe.modality);
  if (probe.cameraId !== '') {
    form.set('cameraId', probe.cameraId);
  }
  const { cameras = [], ...others } = options(probe, wanted);
  Object.entries(others).forEach(([name, value]) => form.set(name, String(value)));
  // A field that comes but once is taken apart at its commas, which a camera's id may have.
  (cameras.length === 1 ? [...cameras, ...cameras] : cameras).forEach((camera) => form.append('cameras', camera));
  probe.files.forEach((file) => form.append('image', file, file.name || 'probe'));
  return form;
}

export function queryJson(probe, wanted) {
  return { imageId: probe.image.imageId, ...options(probe, wanted) };
}
