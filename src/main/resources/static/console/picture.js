// <vesper-picture>: a picture that is fetched when it comes near the window, with the key where one is needed.
import { blob, hasKey } from './api.js';

const near = new IntersectionObserver((entries) => entries.forEach((entry) => {
  if (entry.isIntersecting) {
    near.unobserve(entry.target);
    entry.target.load();
  }
}), { rootMargin: '300px' });

class VesperPicture extends HTMLElement {
  #source;
  #shown;
  #image = document.createElement('img');
  #made = null;

  constructor() {
    super();
    this.#image.decoding = 'async';
    this.#image.onerror = () => this.classList.add('broken');
  }

  /** @param source address of a picture of the API, or a File */
  set source(source) {
    this.#source = source;
    if (this.isConnected && this.#shown !== source) {
      this.#reset();
      near.observe(this);
    }
  }

  set label(label) {
    this.#image.alt = label;
  }

  connectedCallback() {
    this.append(this.#image);
    near.observe(this);
  }

  disconnectedCallback() {
    near.unobserve(this);
    this.#reset();
  }

  async load() {
    const source = this.#source;
    this.#shown = source;
    if (source instanceof Blob) {
      this.#show(source);
    } else if (!hasKey() || source.startsWith('/console/')) {
      this.#image.src = source;
    } else {
      try {
        const fetched = await blob(source);
        if (this.#shown === source) {
          this.#show(fetched);
        }
      } catch {
        this.classList.add('broken');
      }
    }
  }

  #show(content) {
    this.#made = URL.createObjectURL(content);
    this.#image.src = this.#made;
  }

  #reset() {
    this.#shown = undefined;
    this.classList.remove('broken');
    this.#image.removeAttribute('src');
    if (this.#made !== null) {
      URL.revokeObjectURL(this.#made);
      this.#made = null;
    }
  }
}

customElements.define('vesper-picture', VesperPicture);
