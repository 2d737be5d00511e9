// <vesper-picture>: a picture that is fetched when it comes near the window, with the key where one is needed.
import { blob, hasKey } from './api.js';
import { patiently } from './patience.js';

const near = new IntersectionObserver((entries) => entries.forEach((entry) => {
  if (entry.isIntersecting) {
    near.unobserve(entry.target);
    entry.target.load();
  }
}), { rootMargin: '300px' });

class VesperPicture extends HTMLElement {
  #source;
  #label = '';
  #image = null;
  #made = null;

  /** @param source address of a picture of the API, or a File */
  set source(source) {
    if (this.#source === source) {
      return;
    }
    this.#source = source;
    if (this.isConnected) {
      this.#drop();
      this.#await();
    }
  }

  set label(label) {
    this.#label = label;
    if (this.#image !== null) {
      this.#image.alt = label;
    }
  }

  connectedCallback() {
    this.#await();
  }

  disconnectedCallback() {
    near.unobserve(this);
    this.#drop();
  }

  async load() {
    const source = this.#source;
    const image = this.#image;
    if (image === null) {
      return;
    }
    if (source instanceof Blob) {
      this.#show(source);
    } else if (!hasKey() || source.startsWith('/console/')) {
      image.src = source;
    } else {
      try {
        const isWanted = () => this.#image === image;
        const fetched = await patiently(() => blob(source), isWanted);
        if (isWanted()) {
          this.#show(fetched);
        }
      } catch {
        this.#break(image);
      }
    }
  }

  #await() {
    const image = document.createElement('img');
    image.decoding = 'async';
    image.alt = this.#label;
    image.onerror = () => this.#break(image);
    this.#image = image;
    this.append(image);
    near.unobserve(this); // or what is near already would not be told again
    near.observe(this);
  }

  #show(content) {
    this.#made = URL.createObjectURL(content);
    this.#image.src = this.#made;
  }

  #break(image) {
    if (this.#image === image) {
      this.classList.add('broken');
    }
  }

  /** The image is dropped as it is: Chromium keeps the whole page of one whose src is taken away while it is in no document. */
  #drop() {
    this.classList.remove('broken');
    this.#image?.remove();
    this.#image = null;
    if (this.#made !== null) {
      URL.revokeObjectURL(this.#made);
      this.#made = null;
    }
  }
}

customElements.define('vesper-picture', VesperPicture);
